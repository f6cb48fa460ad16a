import type { Ruleset } from '../netfilter/index.ts';

/** Chains of a device's ingress; nft before 1.0.7 does not tell whose (then it may be any). */
export function ingressRules(
  { chains }: Ruleset,
  device: string,
): { readonly rules: Ruleset; readonly isSure: boolean } {
  const here = chains.filter(
    ({ base }) => base?.hook !== 'ingress' || base.devices.length === 0 || base.devices.includes(device),
  );
  const asNetdev = here.map((chain) =>
    chain.base?.hook === 'ingress' ? { ...chain, family: 'netdev' as const } : chain,
  );
  const isSure = !here.some(
    ({ base, rules }) => base?.hook === 'ingress' && base.devices.length === 0 && rules.length > 0,
  );
  return { rules: { chains: asNetdev }, isSure };
}
