import { describe, expect, test } from 'vitest';
import type { Step } from '../course/course.ts';
import { afterTyping, leading, newLab, playedOf, type Standing, toReach } from './standing.ts';

const step = (id: string, ...commands: readonly string[]): Step => ({
  ...{ id, lesson: 'l', title: id, prose: '', look: '', checks: [], hints: ['', '', ''], undo: [] },
  commands,
});
const played = playedOf([
  step('start', 'docker run -d --name c1 image'),
  step('bridge', 'ip link add br0 type bridge', 'docker exec -it c1 ip addr'),
  step('rule', 'iptables -A FORWARD -j ACCEPT'),
  step('rest', 'ip link set br0 up'),
]);

/** What is run to get there, in words, and how the lab stands then. */
const reaching = (standing: Standing, wanted: number) => {
  const works = toReach(standing, wanted, played);
  return [
    works.map((work) => (work.type === 'clean' ? `clean ${work.what}` : `type ${work.lines.length}`)),
    works.at(-1)?.after ?? standing,
  ];
};
const at = (done: number | undefined, more: Partial<Standing> = {}): Standing => ({
  ...{ done, rulesSpoilt: false, pristine: true },
  ...more,
});

describe('the least that leads a lab to the steps that are wanted', () => {
  test('from a new one: containers first, then all else', () => {
    expect(reaching(newLab, 0)).toEqual([[], newLab]);
    expect(reaching(newLab, 1)).toEqual([['type 1'], at(1)]);
    expect(reaching(newLab, 3)).toEqual([['type 1', 'type 2'], at(3)]);
  });

  test('is nothing where it is there, and only the missing steps where it is not', () => {
    expect(reaching(at(3), 3)).toEqual([[], at(3)]);
    expect(reaching(at(2), 4)).toEqual([['type 2'], at(4)]);
  });

  test('keeps the containers as they were started, if they are, and throws them away if not', () => {
    expect(reaching(at(4), 2)).toEqual([['clean wires', 'type 1'], at(2)]);
    expect(reaching(at(undefined), 2)).toEqual([['clean wires', 'type 1'], at(2)]);
    expect(reaching(at(4, { pristine: false }), 2)).toEqual([['clean containers', 'type 1', 'type 1'], at(2)]);
    expect(reaching(at(4), 0)).toEqual([['clean containers'], newLab]);
  });

  test('puts rules back alone where nothing else was touched', () => {
    expect(reaching(at(3, { rulesSpoilt: true }), 4)).toEqual([['clean rules', 'type 1', 'type 1'], at(4)]);
    expect(reaching(at(4, { rulesSpoilt: true }), 2)).toEqual([['clean wires', 'type 1'], at(2)]);
  });
});

describe('a lab of which', () => {
  test('a line failed is in no known state, and its containers count no more where Docker was spoken to', () => {
    expect(leading(at(1), ['ip link add br0 type bridge'], 2, played).during).toEqual(at(undefined));
    expect(leading(at(1), ['docker stop c1'], 2, played).during).toEqual(at(undefined, { pristine: false }));
  });

  test('only rules were typed still has its steps; anything else may have led anywhere', () => {
    expect(afterTyping(at(3), ['iptables -F', 'nft flush ruleset'])).toEqual(at(3, { rulesSpoilt: true }));
    expect(afterTyping(at(3), ['iptables -F', 'ip link del br0'])).toEqual(at(undefined));
    expect(afterTyping(at(3), ['docker stop c1'])).toEqual(at(undefined, { pristine: false }));
  });
});
