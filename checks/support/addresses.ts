import type { Interface } from '../../src/facts/index.ts';

export const prefixLength = (subnet: string): number => Number(subnet.split('/')[1]);
export const cidr = (one: Interface['addresses'][number]): string => `${one.local}/${one.prefixLength}`;
export const ipv4 = (one: Interface): Interface['addresses'] =>
  one.addresses.filter(({ local }) => !local.includes(':'));
