import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { substitution } from '../../src/course/resolve.ts';
import { defaultParams, paramSet } from './params.ts';

const params = paramSet.parse({
  bridge: 'lan7',
  subnet: '10.9.8.0/24',
  gateway: '10.9.8.1',
  c1: { name: 'web', veth: 'vweb', address: '10.9.8.2' },
  c2: { name: 'app', veth: 'vapp', address: '10.9.8.3' },
  uplink: 'enp3s0',
  hostAddress: '10.1.1.61',
  port: 8080,
  image: 'example/nginx:2',
  site: 'site.example',
  outsideAddress: '10.1.1.50',
  hostServicePort: 7000,
});
if (!params.ok) throw new Error(JSON.stringify(params.error));
const substitute = substitution(paramSet, params.value);

describe('a default is replaced as a whole word or address only', () => {
  const cases: readonly [string, string][] = [
    ['172.18.0.2/16', '10.9.8.2/24'],
    ['172.18.0.2:80', '10.9.8.2:80'],
    ['172.18.0.2', '10.9.8.2'],
    ['172.18.0.2.', '10.9.8.2.'],
    ['172.18.0.20', '172.18.0.20'],
    ['1172.18.0.2', '1172.18.0.2'],
    ['9.172.18.0.2', '9.172.18.0.2'],
    ['172.18.0.2.9', '172.18.0.2.9'],
    ['172.18.0.2/24', '10.9.8.2/24'],
    ['172.18.0.0/16', '10.9.8.0/24'],
    ['the `/16` counts', 'the `/24` counts'],
    ['/160 and a/16', '/160 and a/16'],
    ['http://192.168.1.61:9000/', 'http://10.1.1.61:7000/'],
    ['http://192.168.1.61:5678', 'http://10.1.1.61:8080'],
    ['15678 56789 5678', '15678 56789 8080'],
    ['--name=c1 nginx:1.13.3-alpine', '--name=web example/nginx:2'],
    ['c1. c1, (c1) `c1` c1’s c1→c2', 'web. web, (web) `web` web’s web→app'],
    ['c1-serves c10 abc1 c1_x to-c1', 'c1-serves c10 abc1 c1_x to-c1'],
    ['veth1@eth0 veth10', 'vweb@eth0 veth10'],
    ['容器c1和c2', '容器web和app'],
    ['www.baidu.com. xwww.baidu.com', 'site.example. xwww.baidu.com'],
    ['-i br0 -o ens33', '-i lan7 -o enp3s0'],
  ];
  it.each(cases)('%s', (text, expected) => {
    expect(substitute(text)).toBe(expected);
  });
});

it('with the defaults nothing changes', () => {
  const same = substitution(paramSet, defaultParams);
  fc.assert(
    fc.property(anyText, (text) => {
      expect(same(text)).toBe(text);
    }),
  );
});

it('values that are swapped do not chase each other', () => {
  const swapped = paramSet.parse({
    c1: { name: 'c2', veth: 'veth2', address: '172.18.0.3' },
    c2: { name: 'c1', veth: 'veth1', address: '172.18.0.2' },
  });
  const swap = substitution(paramSet, swapped.ok ? swapped.value : defaultParams);
  expect(swap('c1 has 172.18.0.2/16 by veth1, c2 has 172.18.0.3')).toBe(
    'c2 has 172.18.0.3/16 by veth2, c1 has 172.18.0.2',
  );
  fc.assert(
    fc.property(anyText, (text) => {
      expect(swap(swap(text))).toBe(text);
    }),
  );
});

it('what stands between the tokens stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(' ', ', ', '。', '(', ') ', '\n', '`', '→'), { minLength: 1 }), (gaps) => {
      expect(substitute(gaps.join('c1'))).toBe(gaps.join('web'));
    }),
  );
});

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom('c1', 'c2', '172.18.0.2', '/16', 'veth1', '5678', '.', '-', ':', ' '),
      fc.string({ maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));
