import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams, paramSet } from './params.ts';

function refused(overrides: unknown): string[] {
  const result = paramSet.parse(overrides);
  return result.ok ? [] : result.error.map(({ path, text }) => `${path} ${text.id}`);
}

it('without overrides the parameters are the defaults', () => {
  expect(paramSet.parse({})).toEqual({ ok: true, value: defaultParams });
});

it('overrides may name only what differs', () => {
  const result = paramSet.parse({ bridge: 'br7', c1: { name: 'web' }, port: '8080' });
  expect(result.ok && result.value).toEqual({
    ...defaultParams,
    bridge: 'br7',
    c1: { ...defaultParams.c1, name: 'web' },
    port: 8080,
  });
});

it('a whole other network is accepted', () => {
  const subnet = {
    subnet: '10.9.8.0/24',
    gateway: '10.9.8.1',
    c1: { address: '10.9.8.2' },
    c2: { address: '10.9.8.3' },
  };
  const result = paramSet.parse(subnet);
  expect(result.ok && result.value.c2).toEqual({ name: 'c2', veth: 'veth2', peer: 'eth0', address: '10.9.8.3' });
});

describe('refused, with the parameter’s name', () => {
  const cases: readonly [unknown, string][] = [
    [null, ' course.param-shape'],
    [[], ' course.param-shape'],
    ['bridge=br7', ' course.param-shape'],
    [{ c1: 'web' }, 'c1 course.param-shape'],
    [{ brigde: 'br7' }, 'brigde course.param-unknown'],
    [{ c1: { adress: '172.18.0.2' } }, 'c1.adress course.param-unknown'],
    [JSON.parse('{"__proto__": {"x": 1}}'), '__proto__ course.param-unknown'],
    [{ bridge: 'br0; rm -rf /' }, 'bridge course.param-interface'],
    [{ bridge: '$(reboot)' }, 'bridge course.param-interface'],
    [{ bridge: '-x' }, 'bridge course.param-interface'],
    [{ bridge: 'br0\nreboot' }, 'bridge course.param-interface'],
    [{ bridge: 'a-name-of-16-cha' }, 'bridge course.param-interface'],
    [{ bridge: 7 }, 'bridge course.param-interface'],
    [{ uplink: 'lo' }, 'uplink course.param-interface-taken'],
    [{ uplink: 'eth0' }, 'c1.peer course.param-twice'],
    [{ uplink: 'eth0', c1: { peer: 'peer1' } }, 'c2.peer course.param-twice'],
    [{ bridge: 'eth0' }, 'bridge course.param-interface-taken'],
    [{ c1: { veth: 'lo' } }, 'c1.veth course.param-interface-taken'],
    [{ c1: { veth: 'veth2' } }, 'c2.veth course.param-twice'],
    [{ c1: { name: 'c' } }, 'c1.name course.param-container'],
    [{ c1: { name: 'a b' } }, 'c1.name course.param-container'],
    [{ c2: { name: 'outside' } }, 'c2.name course.param-container-taken'],
    [{ c2: { name: 'c1' } }, 'c2.name course.param-twice'],
    [{ gateway: '172.18.0.256' }, 'gateway course.param-address'],
    [{ gateway: '172.18.1' }, 'gateway course.param-address'],
    [{ gateway: '172.18.0.1/16' }, 'gateway course.param-address'],
    [{ gateway: '10.0.0.1' }, 'gateway course.param-outside-subnet'],
    [{ gateway: '172.18.0.0' }, 'gateway course.param-outside-subnet'],
    [{ gateway: '172.18.255.255' }, 'gateway course.param-outside-subnet'],
    [{ c2: { address: '172.18.0.2' } }, 'c2.address course.param-twice'],
    [{ hostAddress: '172.18.9.9' }, 'hostAddress course.param-inside-subnet'],
    [{ subnet: '172.18.0.5/16' }, 'subnet course.param-subnet'],
    [{ subnet: '172.18.0.0/30' }, 'subnet course.param-subnet'],
    [{ subnet: '172.18.0.0' }, 'subnet course.param-subnet'],
    [{ subnet: '127.0.0.0/16' }, 'subnet course.param-subnet-taken'],
    [{ subnet: '203.0.113.0/25' }, 'subnet course.param-subnet-taken'],
    [{ subnet: '192.168.1.128/26' }, 'subnet course.param-subnet-taken'],
    [{ subnet: '192.168.0.0/16' }, 'subnet course.param-subnet-taken'],
    [{ port: 0 }, 'port course.param-port'],
    [{ port: 65536 }, 'port course.param-port'],
    [{ port: 80.5 }, 'port course.param-port'],
    [{ port: '5678; id' }, 'port course.param-port'],
    [{ port: 9000 }, 'hostServicePort course.param-twice'],
    [{ image: 'nginx; id' }, 'image course.param-image'],
    [{ image: '--privileged' }, 'image course.param-image'],
    [{ site: 'localhost' }, 'site course.param-site'],
    [{ site: '$(id).com' }, 'site course.param-site'],
  ];
  it.each(cases)('%j', (overrides, expected) => {
    expect(refused(overrides)).toContain(expected);
  });
});

it('no accepted value can leave its place in a shell command', () => {
  const names = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab0-_.;$`"\'\\ \n|&<>(){}*?~#!') }));
  const keys = fc.constantFrom('bridge', 'uplink', 'image', 'site', 'subnet', 'gateway', 'hostAddress');
  fc.assert(
    fc.property(keys, names, (key, value) => {
      const result = paramSet.parse({ [key]: value });
      if (result.ok) expect(value).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.:/-]*$/);
    }),
  );
});
