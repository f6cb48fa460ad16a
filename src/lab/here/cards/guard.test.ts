import { describe, expect, it } from 'vitest';
import { movesCard } from './guard.ts';

const pid = '$(docker inspect -f {{.State.Pid}} c1)';
const cards = ['eth0', 'enp0s3'];

describe('a line that moves the machine’s own card', () => {
  it.each([
    `ip link set eth0 netns ${pid}`,
    `ip link set dev eth0 netns ${pid}`,
    `/sbin/ip link set eth0 netns 1234`,
    `ip l s eth0 netns 7`,
    `sudo ip link set enp0s3 netns c1`,
    `ip link add veth1 type veth peer name eth0; ip link set eth0 netns ${pid}`,
    `true && ip -d link set eth0 netns ${pid}`,
    `ip link set eth0 netns ${pid} name eth1`,
  ])('%s', (line) => {
    expect(movesCard(line, cards)).toBeDefined();
  });
});

describe('a line that does not', () => {
  it.each([
    `ip link set peer1 netns ${pid} name eth0`,
    'ip link add veth1 type veth peer name eth0 netns 1234',
    `nsenter -n -t ${pid} ip link set eth0 netns 1 name peer1`,
    `nsenter -n -t ${pid} ip link set eth0 up`,
    'ip -n outside link set eth0 up',
    'ip netns exec outside ip link set eth0 netns 1',
    'ip link set eth0 up',
    'ip link show eth0; ip netns list',
    'echo ip link set eth0',
  ])('%s', (line) => {
    expect(movesCard(line, cards)).toBeUndefined();
  });

  it('because the name is no card’s here', () => {
    expect(movesCard(`ip link set eth0 netns ${pid}`, ['ens33'])).toBeUndefined();
  });
});
