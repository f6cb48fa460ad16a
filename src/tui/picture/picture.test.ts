import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flow, Picture } from '../../picture/picture.ts';
import { pictureAfter } from '../testing/fake-picture.ts';
import { stepState } from '../testing/states.ts';
import { wiring } from '../testing/wiring.ts';
import { plainText } from '../text/span.ts';
import { lineWidth } from '../text/width.ts';
import { pictureLines } from './picture.ts';

const draw = (picture: Picture, width = 76, lang: 'en' | 'zh-CN' = 'en') =>
  pictureLines({ ...stepState(), lang, picture }, width)
    .map(plainText)
    .join('\n');

const order: readonly string[] = [...wiring, 'forward-bridge', 'hairpin-mode'];
const upTo = (step: string): Picture => pictureAfter(new Set(order.slice(0, order.indexOf(step) + 1)));

test.each(['run-c1', 'bridge-address', 'veth1', 'eth0-to-c1', 'c1-address', 'veth2', 'hairpin-mode'])(
  'after %s',
  (step) => {
    expect(draw(upTo(step))).toMatchSnapshot();
  },
);

test('what was tried goes by address and port, so that two ways to one node are two', () => {
  const tried = (address: string, outcome: Flow['outcome']): Flow => ({ from: 'c2', to: 'c1', address, outcome });
  const flows = [tried('172.18.0.2:80', 'answered'), tried('192.168.1.61:5678', 'timeout')];
  const drawn = draw({ ...upTo('hairpin-mode'), flows });
  expect(drawn).toContain('c2\u00a0→\u00a0172.18.0.2:80\u00a0✔');
  expect(drawn).toContain('c2\u00a0→\u00a0192.168.1.61:5678\u00a0✘');
});

test('two hosts stand side by side, each with its containers', () => {
  const state = stepState();
  const picture = upTo('hairpin-mode');
  const twin = (name: string): string => (name === 'host' ? 'host2' : name === 'c1' ? 'd1' : name);
  const nodes = [
    ...picture.nodes.filter(({ name }) => name !== 'c2'),
    ...picture.nodes.filter(({ name }) => twin(name) !== name).map((node) => ({ ...node, name: twin(node.name) })),
  ];
  const wires = picture.wires
    .filter(({ a, b }) => a.node !== 'c2' && b.node !== 'c2')
    .flatMap((wire) => [
      wire,
      { ...wire, a: { ...wire.a, node: twin(wire.a.node) }, b: { ...wire.b, node: twin(wire.b.node) } },
    ]);
  const layout = {
    neighbours: ['outside'],
    hosts: [
      { name: 'host', containers: ['c1'] },
      { name: 'host2', containers: ['d1'] },
    ],
  };
  const { en } = state.courses;
  const courses = { ...state.courses, en: { ...en, scene: { ...en.scene, layout } } };
  const drawn = pictureLines({ ...state, courses, lang: 'en', picture: { nodes, wires, flows: [] } }, 76);
  expect(drawn.map(plainText).join('\n')).toMatchSnapshot();
  for (const line of drawn) expect(lineWidth(line)).toBeLessThanOrEqual(76);
});

test('the words are in the language of the reader', () => {
  expect(draw(upTo('hairpin-mode'), 76, 'zh-CN')).toMatchSnapshot();
});

test('before the first look it says that there is nothing to draw', () => {
  expect(pictureLines(stepState(), 60).map(plainText)).toEqual([
    'The picture appears after the first look at the lab.',
  ]);
});

test('narrow terminals and readers get a list', () => {
  const list = pictureLines({ ...stepState(), picture: upTo('c1-address') }, 60, false).map(plainText);
  expect(list.slice(0, 6)).toEqual([
    'host',
    '  ens33 ● up 192.168.1.61/24',
    '  br0 ● up 172.18.0.1/16',
    '  veth1 ● up → br0',
    '  default via 192.168.1.1',
    'outside',
  ]);
  expect(draw(upTo('c1-address'), 40)).not.toMatch(/[┌│]/);
});

test('whatever the lab holds, no line is wider than the pane', () => {
  const name = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
  const link = fc.record({
    name,
    kind: fc.constantFrom('bridge' as const, 'veth' as const, 'loopback' as const, 'other' as const),
    up: fc.boolean(),
    carrier: fc.boolean(),
    addresses: fc.array(fc.constantFrom('172.18.0.2/16', 'fe80::42:acff:fe12:2/64'), { maxLength: 3 }),
    hairpin: fc.boolean(),
  });
  const node = fc.record({
    name,
    kind: fc.constantFrom('host' as const, 'container' as const, 'machine' as const),
    running: fc.boolean(),
    interfaces: fc.array(link, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(
      fc.array(node, { maxLength: 6 }),
      fc.integer({ min: 30, max: 120 }),
      fc.constantFrom('en' as const, 'zh-CN' as const),
      (nodes, width, lang) => {
        const wires = nodes.flatMap((one) => {
          const [inner] = one.interfaces;
          const outer = nodes.find(({ kind }) => kind === 'host')?.interfaces[0];
          return inner && outer
            ? [
                {
                  a: { node: 'host', interface: outer.name },
                  b: { node: one.name, interface: inner.name },
                  connected: true,
                },
              ]
            : [];
        });
        for (const line of pictureLines({ ...stepState(), lang, picture: { nodes, wires, flows: [] } }, width))
          expect(lineWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test('what one node reached is said once, apart from what it did not reach', () => {
  const flow = (from: string, to: string, outcome: Flow['outcome']): Flow => ({ from, to, outcome });
  const picture: Picture = {
    nodes: [],
    wires: [],
    flows: [
      flow('c1', 'c1', 'answered'),
      flow('c1', 'host', 'answered'),
      flow('c1', 'c1', 'answered'),
      flow('c1', 'c2', 'timeout'),
      flow('c2', 'host', 'answered'),
    ],
  };
  const lines = pictureLines({ ...stepState(), picture }, 200);
  expect(lines.map(plainText).join('\n').replaceAll('\u00a0', ' ')).toBe(
    'Tried: c1 → c1, host ✔ answered   c1 → c2 ✘ no answer in time   c2 → host ✔ answered',
  );
});
