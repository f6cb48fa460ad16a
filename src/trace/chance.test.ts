import { describe, expect, test } from 'vitest';
import { translator } from '../i18n/translate.ts';
import { trace } from './explore.ts';
import { factsOf, insert, solved } from './testing/solved.ts';
import type { Branch } from './trace.ts';

const published = { from: 'outside', to: '192.168.1.61', proto: 'tcp', port: 5678 } as const;
const odds = (branches: readonly Branch[] | undefined) =>
  branches?.map((one) => [
    Math.round(one.odds * 1000) / 1000,
    one.disposition,
    one.expected.server ?? one.expected.outcome,
  ]);

/** A published port, given to several servers as kube-proxy does it: the last rule first, for each is put before the others. */
function split(...rules: readonly (readonly [how: string, to: string])[]) {
  const world = solved();
  for (const [how, to] of [...rules].reverse())
    insert(world.nodes.host, 'nat', 'PREROUTING', `-p tcp -m tcp --dport 5678 ${how} -j DNAT --to-destination ${to}`);
  return trace(factsOf(world), published);
}

describe('rules that hold by chance', () => {
  test('split the walk: each branch has its end and its odds', () => {
    const walked = split(
      ['-m statistic --mode random --probability 0.50000000000', '172.18.0.3:80'],
      ['', '172.18.0.9:80'],
    );
    expect(walked.disposition).toBe('not-enough-information');
    expect(odds(walked.branches)).toEqual([
      [0.5, 'delivered', 'c2'],
      [0.5, 'neighbour-unreachable', 'no-route'],
    ]);
    expect(translator('en')(walked.reason)).toMatch(
      /^By chance, as rules decide it: 1 of 2: c2 answers .* 1 of 2: .*172\.18\.0\.9/,
    );
    expect(translator('zh-CN')(walked.reason)).toMatch(/^规则随机决定：2 次里有 1 次：/);
  });

  test('three of a kind share evenly, as each has its part of what is left', () => {
    const walked = split(
      ['-m statistic --mode random --probability 0.33332999982', '172.18.0.3:80'],
      ['-m statistic --mode nth --every 2 --packet 0', '172.18.0.9:80'],
      ['', '172.18.0.2:81'],
    );
    expect(odds(walked.branches)?.map(([share]) => share)).toEqual([0.333, 0.333, 0.333]);
  });

  test('are no matter where all ways lead to the same end', () => {
    const walked = split(['-m statistic --mode random --probability 0.5', '172.18.0.2:80'], ['', '172.18.0.2:80']);
    expect(walked.branches).toBeUndefined();
    expect(walked).toMatchObject({ disposition: 'delivered', expected: { server: 'c1' } });
  });

  test('too many of them are not followed', () => {
    const many = Array.from(
      { length: 30 },
      (_, index) => ['-m statistic --mode nth --every 9', `172.18.0.9:${index + 1}`] as const,
    );
    const walked = split(...many, ['', '172.18.0.2:80']);
    expect(walked.branches).toBeUndefined();
    expect(walked.expected.outcome).toBe('unknown');
  });
});
