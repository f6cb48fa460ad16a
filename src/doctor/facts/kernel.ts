import type { FactRequest } from '../../facts/index.ts';
import { text } from '../../i18n/text.ts';
import { err, ok } from '../../result.ts';
import { fromParts, linesOf } from './parts-of-script.ts';

/** Parts of the kernel that the course's commands need: any of the names will do. */
const needed: readonly { readonly modules: readonly string[]; readonly options: readonly string[] }[] = [
  { modules: ['bridge'], options: ['BRIDGE'] },
  { modules: ['veth'], options: ['VETH'] },
  { modules: ['br_netfilter'], options: ['BRIDGE_NETFILTER'] },
  { modules: ['nf_nat'], options: ['NF_NAT'] },
  { modules: ['xt_nat'], options: ['NETFILTER_XT_NAT'] },
  {
    modules: ['xt_MASQUERADE', 'ipt_MASQUERADE'],
    options: ['NETFILTER_XT_TARGET_MASQUERADE', 'IP_NF_TARGET_MASQUERADE'],
  },
  { modules: ['xt_conntrack'], options: ['NETFILTER_XT_MATCH_CONNTRACK'] },
  { modules: ['nf_conntrack_netlink'], options: ['NF_CT_NETLINK'] },
  { modules: ['nft_compat', 'iptable_filter'], options: ['NFT_COMPAT', 'IP_NF_FILTER'] },
];

const options = needed.flatMap((one) => one.options).join('|');
const modules = needed.flatMap((one) => one.modules).join('|');

/**
 * Needed parts of the running kernel that it neither has nor can load, by module name. The build configuration tells
 * what is built in; what is a module must be loaded, or lie in the folder of exactly this kernel.
 */
export function missingKernelParts(): FactRequest<readonly string[]> {
  const script = [
    'release=$(uname -r)',
    `config() { { zcat /proc/config.gz 2>/dev/null || cat "/boot/config-$release"; } 2>/dev/null | grep -E '^CONFIG_(${options})=[ym]'; }`,
    `shelf() { cat "/lib/modules/$release/modules.builtin" "/lib/modules/$release/modules.dep" 2>/dev/null | cut -d: -f1 | grep -Eo '/(${modules})[.]ko' ; }`,
    'part config config',
    'part shelf shelf',
    'part loaded cut -d" " -f1 /proc/modules',
  ];
  return fromParts('kernel-parts', script, (parts) => {
    const built = linesOf(parts, 'config');
    const shelf = linesOf(parts, 'shelf');
    if (built.length === 0 && shelf.length === 0) return err({ text: text('doctor.no-kernel-sources') });
    const loaded = new Set(linesOf(parts, 'loaded'));
    const has = (one: (typeof needed)[number]): boolean =>
      one.options.some((option) => built.includes(`CONFIG_${option}=y`)) ||
      one.modules.some((name) => loaded.has(name) || shelf.includes(`/${name}.ko`));
    return ok(needed.filter((one) => !has(one)).map(({ modules: [name] }) => name ?? ''));
  });
}
