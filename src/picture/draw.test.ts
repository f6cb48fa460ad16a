import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { containers, fetch, interfaces } from '../facts/index.ts';
import { loadRound, planRound, type Round, readingsOf } from '../round/index.ts';
import { scene } from '../testing/one-host/scene.ts';
import { drawPicture, pictureNeeds } from './draw.ts';

function captured(name: string): Round {
  const round = loadRound(readFileSync(new URL(`../facts/fixtures/${name}.json`, import.meta.url), 'utf8'));
  if (!round.ok) throw new Error(round.error.text.id);
  return round.value;
}

const url = 'http://192.168.1.61:5678/';
const fetches = [
  fetch({ from: 'host', url: 'http://172.18.0.2/' }),
  fetch({ from: 'c1', url: 'http://192.168.1.50/' }),
  fetch({ from: 'c1', url, via: 'exec' }),
  fetch({ from: 'c2', url: 'http://www.baidu.com/', via: 'exec' }),
];
const { requests } = planRound([...pictureNeeds(scene), ...fetches]);
const wired = captured('wired');
const draw = (round: Round) => drawPicture(readingsOf(round), scene, requests);

test('the nodes of a finished course', () => {
  const { nodes } = draw(wired);
  expect(nodes.map(({ name, kind, running, defaultVia }) => [name, kind, running, defaultVia])).toEqual([
    ['host', 'host', true, 'default via 192.168.1.1'],
    ['c1', 'container', true, 'default via 172.18.0.1'],
    ['c2', 'container', true, 'default via 172.18.0.1'],
    ['outside', 'machine', true, undefined],
    ['internet', 'machine', true, undefined],
  ]);
  expect(nodes[0]?.interfaces.filter(({ name }) => ['br0', 'veth1', 'lo'].includes(name))).toEqual([
    { name: 'lo', kind: 'loopback', up: true, carrier: true, addresses: ['127.0.0.1/8'] },
    { name: 'br0', kind: 'bridge', up: true, carrier: true, addresses: ['172.18.0.1/16'] },
    {
      name: 'veth1',
      kind: 'veth',
      up: true,
      carrier: true,
      addresses: [],
      master: 'br0',
      hairpin: true,
      portState: 'forwarding',
    },
  ]);
});

test('cables connect what is plugged together, each once', () => {
  const ends = draw(wired).wires.map(({ a, b, connected }) => [
    `${a.node} ${a.interface}`,
    `${b.node} ${b.interface}`,
    connected,
  ]);
  expect(ends).toEqual([
    ['host ens33', 'internet lan-host', true],
    ['host veth1', 'c1 eth0', true],
    ['host veth2', 'c2 eth0', true],
    ['outside eth0', 'internet lan-outside', true],
  ]);
});

test('fetches are flows to the node that the course means', () => {
  expect(draw(wired).flows).toEqual([
    { from: 'host', to: 'c1', address: '172.18.0.2:80', outcome: 'answered' },
    { from: 'c1', to: 'outside', address: '192.168.1.50:80', outcome: 'answered' },
    { from: 'c1', to: 'c1', address: '192.168.1.61:5678', outcome: 'answered' },
    { from: 'c2', to: 'internet', address: 'www.baidu.com:80', outcome: 'answered' },
  ]);
});

/** The round without, or with other, observations. */
const without = (...keys: readonly string[]): Round => ({
  ...wired,
  observations: Object.fromEntries(Object.entries(wired.observations).filter(([key]) => !keys.includes(key))),
});

test('an answer from somebody else is told as such', () => {
  const log = wired.observations['access-log'];
  if (!log) throw new Error('no log');
  const moved = { ...log, stdout: log.stdout.replace('begin outside', 'begin c9') };
  const { flows } = draw({ ...wired, observations: { ...wired.observations, 'access-log': moved } });
  expect(flows.find(({ to }) => to === 'outside')?.outcome).toBe('wrong-server');
});

test('a container that cannot be looked at is there, without anything in it', () => {
  const { nodes, wires } = draw(without(interfaces('c1').key, containers().key));
  expect(nodes.find(({ name }) => name === 'c1')).toMatchObject({ running: false, interfaces: [] });
  expect(wires.some(({ b }) => b.node === 'c1')).toBe(false);
});

test('a stopped container is not running, and machines that a lab does not have are left out', () => {
  const { nodes } = draw(captured('troubled'));
  expect(nodes.map(({ name, running }) => [name, running])).toEqual([
    ['c1', true],
    ['c2', false],
  ]);
});
