import { describe, expect, it } from 'vitest';
import { firstThree, freeAddress, freeName, freeSubnet } from './addresses.ts';

const wanted = '172.18.0.0/16';
const machine = {
  hostAddress: '192.168.1.61',
  prefix: 24,
  networks: [
    { network: '172.17.0.0/16', owner: 'docker0' },
    { network: '192.168.1.0/24', owner: 'ens33' },
  ],
};

describe('the containers’ network is another one when 172.18.0.0/16 is in somebody’s way', () => {
  it.each([
    ['a compose project', '172.18.0.0/16'],
    ['a VPN for all of 172.16.0.0/12', '172.16.0.0/12'],
    ['a single machine', '172.18.0.9'],
    ['a part', '172.18.128.0/17'],
  ])('%s', (_, network) => {
    const found = freeSubnet({ ...machine, networks: [...machine.networks, { network, owner: 'x' }] }, wanted);
    expect(found).toEqual({ subnet: '10.200.18.0/24', taken: { network, owner: 'x' } });
  });

  it('or when the machine itself lives there', () => {
    expect(freeSubnet({ ...machine, hostAddress: '172.18.5.5', prefix: 16 }, wanted).subnet).toBe('10.200.18.0/24');
  });

  it('and takes the next one that is free', () => {
    const networks = ['172.18.0.0/16', '10.0.0.0/8', '192.168.0.0/16'].map((network) => ({ network, owner: 'x' }));
    expect(freeSubnet({ ...machine, networks }, wanted).subnet).toBe('100.64.18.0/24');
  });

  it('but not for a network beside it', () => {
    expect(freeSubnet({ ...machine, networks: [{ network: '172.19.0.0/16', owner: 'x' }] }, wanted)).toEqual({
      subnet: '172.18.0.0/16',
    });
  });
});

it('outside gets an address of the uplink’s network that nobody has', () => {
  const beside = (hostAddress: string, prefix: number, neighbours: readonly string[] = []) =>
    freeAddress({ hostAddress, prefix, neighbours }, '192.168.1.50');
  expect(beside('192.168.1.61', 24)).toBe('192.168.1.50');
  expect(beside('192.168.1.61', 24, ['192.168.1.50', '192.168.1.51'])).toBe('192.168.1.52');
  expect(beside('192.168.1.50', 24)).toBe('192.168.1.51');
  expect(beside('10.0.2.15', 24)).toBe('10.0.2.50');
  expect(beside('10.7.0.2', 28, ['10.7.0.1'])).toBe('10.7.0.14');
});

it('names its first three addresses', () => {
  expect(firstThree('10.200.18.0/24')).toEqual(['10.200.18.1', '10.200.18.2', '10.200.18.3']);
});

it('takes the wanted name, or the first that nobody has', () => {
  expect(freeName('br', ['lo'], 'lab-br')).toBe('br');
  expect(freeName('br', ['br', 'lab-br1'], 'lab-br')).toBe('lab-br2');
});
