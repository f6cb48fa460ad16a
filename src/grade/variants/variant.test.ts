import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import type { Variant } from '../../course/scene.ts';
import type { Picture } from '../../picture/picture.ts';
import { defaultParams, type Params } from '../../testing/one-host/params.ts';
import { networksOf, overlaps } from './networks.ts';
import { createRecogniser } from './recognise.ts';
import * as drawn from './variant.ts';
import { nothingTaken } from './variant.ts';

/** What a course makes of what was drawn. */
function variant({ tag, subnet, hosts: [gateway, first, second], port }: Variant): Partial<Params> {
  const named = (name: string): string => `${name}-${tag}`;
  const { c1, c2, bridge } = defaultParams;
  return {
    ...{ bridge: named(bridge), subnet, gateway, port },
    c1: { ...c1, name: named(c1.name), veth: named(c1.veth), address: first },
    c2: { ...c2, name: named(c2.name), veth: named(c2.veth), address: second },
  };
}

const withParams = (one: Variant): Variant & { readonly params: Params } => ({
  ...one,
  params: { ...defaultParams, ...variant(one) },
});
const candidate = (...of: Parameters<typeof drawn.candidate>) => withParams(drawn.candidate(...of));
const variantOf = (...of: Parameters<typeof drawn.variantOf>) => {
  const found = drawn.variantOf(...of);
  return found && withParams(found);
};
const variantsOf = (...of: Parameters<typeof drawn.variantsOf>) =>
  new Map([...drawn.variantsOf(...of)].map(([student, one]) => [student, withParams(one)]));

const secret = 'a course secret of the teacher';
const anyId = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const classOf = (count: number, seed: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${seed}${index}`);

describe('a variant', () => {
  it('is the same for the same secret and id, and another for another', () => {
    fc.assert(
      fc.property(anyId, anyId, (one, other) => {
        expect(candidate(secret, one, 0)).toEqual(candidate(secret, one, 0));
        fc.pre(one.normalize('NFC') !== other.normalize('NFC'));
        const [mine, yours] = [candidate(secret, one, 0), candidate(secret, other, 0)];
        expect({ ...mine.params, student: '' }).not.toEqual({ ...yours.params, student: '' });
        expect(candidate(`${secret}!`, one, 0).params).not.toEqual(mine.params);
      }),
    );
    // An id that a keyboard writes in two ways is one student.
    expect(candidate(secret, 'Zoe\u0308', 0).params).toEqual(candidate(secret, 'Zoë', 0).params);
  });

  it('never changes: students have it on paper', () => {
    const { params } = candidate(secret, 's1001', 0);
    expect(params).toMatchInlineSnapshot(`
      {
        "bridge": "br0-jbxgr",
        "c1": {
          "address": "10.190.110.179",
          "name": "c1-jbxgr",
          "peer": "eth0",
          "veth": "veth1-jbxgr",
        },
        "c2": {
          "address": "10.190.110.157",
          "name": "c2-jbxgr",
          "peer": "eth0",
          "veth": "veth2-jbxgr",
        },
        "gateway": "10.190.110.115",
        "hostAddress": "192.168.1.61",
        "hostServicePort": 9000,
        "image": "nginx:1.13.3-alpine",
        "outsideAddress": "192.168.1.50",
        "port": 27570,
        "site": "www.baidu.com",
        "subnet": "10.190.110.0/24",
        "uplink": "ens33",
      }
    `);
  });
});

describe('networks', () => {
  /** What no variant may touch: reserved (IANA's special-purpose registry), public, or what the lab itself has. */
  const forbidden = [
    '0.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
    '172.17.0.0/16',
    '172.18.0.0/16',
    '192.168.1.0/24',
    '192.168.122.0/24',
  ];

  it('are private, and none of them is taken by a common tool or the lab', () => {
    for (const network of [0, 1, 2].flatMap(networksOf)) {
      expect(ipaddr.IPv4.parse(network).range()).toBe('private');
      expect(overlaps(`${network}/24`, forbidden)).toBe(false);
    }
  });

  it('are many more than a class', () => {
    expect(networksOf(0).length).toBeGreaterThan(25_000);
    expect(new Set(networksOf(0)).size).toBe(networksOf(0).length);
  });

  it('of a machine are gone round, its own bridge apart', () => {
    const first = candidate(secret, 'alice', 0).params;
    const other = candidate(secret, 'alice', 1).params;
    const takenBy = (device: string, cidr: string) => ({ ...nothingTaken, networks: [{ cidr, device }] });
    expect(variantOf(secret, 'alice', takenBy('docker0', first.subnet))?.params).toEqual(other);
    expect(variantOf(secret, 'alice', takenBy('tun0', `${first.c1.address}/32`))?.params).toEqual(other);
    expect(variantOf(secret, 'alice', takenBy(first.bridge, first.subnet))?.params).toEqual(first);
    // A VPN that has all of 10.0.0.0/8.
    const vpn = variantOf(secret, 'alice', takenBy('tun0', '10.0.0.0/8'));
    expect(vpn?.params.subnet).toMatch(/^172\./);
    const both = { ...nothingTaken, networks: [{ cidr: '10.0.0.0/8' }, { cidr: '172.16.0.0/12' }] };
    expect(variantOf(secret, 'alice', both)?.params.subnet).toMatch(/^192\.168\./);
    const all = { ...nothingTaken, networks: [...both.networks, { cidr: '192.168.0.0/16' }] };
    expect(variantOf(secret, 'alice', all)).toBeUndefined();
  });
});

describe('a class', () => {
  it('of 2,000 and more shares nothing: networks, ports, names', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ minLength: 16, maxLength: 40 }), (seed, own) => {
        const variants = [...variantsOf(own, classOf(2200, seed)).values()].map(({ params }) => params);
        expect(variants).toHaveLength(2200);
        const of = (value: (params: (typeof variants)[number]) => string | number): number =>
          new Set(variants.map(value)).size;
        expect(of(({ subnet }) => subnet)).toBe(2200);
        expect(of(({ port }) => port)).toBe(2200);
        for (const name of ['bridge', 'gateway'] as const) expect(of((params) => params[name])).toBe(2200);
        for (const name of ['name', 'veth', 'address'] as const) expect(of((params) => params.c1[name])).toBe(2200);
      }),
      { numRuns: 5 },
    );
  });

  it('may grow at its end without changing anybody', () => {
    const before = variantsOf(secret, classOf(500, 's'));
    const after = variantsOf(secret, classOf(900, 's'));
    for (const [id, variant] of before) expect(after.get(id)).toEqual(variant);
  });

  it('has mostly what each student would have alone', () => {
    const ids = classOf(2000, 's');
    const variants = variantsOf(secret, ids);
    const same = ids.filter((id) => variants.get(id)?.tag === candidate(secret, id, 0).tag);
    expect(same.length).toBeGreaterThan(1700);
  });
});

describe('whose lab it is', () => {
  const ids = classOf(300, 's');
  const recognise = createRecogniser(secret, ids);
  const picture = (...names: readonly string[]): Picture => ({
    nodes: [
      {
        name: 'host',
        kind: 'host',
        running: true,
        interfaces: names.map((name) => ({ name, kind: 'other', up: true, carrier: true, addresses: [] })),
      },
    ],
    wires: [],
    flows: [],
  });
  it('is read from its names, whichever candidate they are of', () => {
    expect(recognise(picture('lo', 'ens33', candidate(secret, 's7', 0).params.bridge), 's7')).toBe('s7');
    expect(recognise(picture(candidate(secret, 's7', 13).params.c2.veth), 's1')).toBe('s7');
    expect(recognise(picture('lo', 'br0', 'br-abcde', 'veth1-'), 's1')).toBeUndefined();
  });
  it("is another student's as soon as one name is", () => {
    const [mine, other] = [candidate(secret, 's1', 0).params, candidate(secret, 's2', 0).params];
    expect(recognise(picture(mine.bridge, mine.c1.veth, other.c2.veth), 's1')).toBe('s2');
  });
});
