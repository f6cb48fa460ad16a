import { type Known, known, type Standing } from '../../src/netfilter/index.ts';
import { wildRules } from '../../test/differential/wild/plans.ts';

/** The page about what the walk understands of rules, from the tables that the readers of rules go by. */
const titles: { readonly [kind in Known['kind']]: string } = {
  match: 'Matches of iptables-extensions(8)',
  target: 'Targets of iptables-extensions(8)',
  expression: 'Expressions of nft(8)',
  statement: 'Statements of nft(8)',
};

const words: { readonly [standing in Standing]: string } = {
  walked: 'walked',
  harmless: 'harmless',
  named: 'named',
  ipv6: 'IPv6 only',
};

/** How a part is written in the files of rules: the word that stands for it and for nothing else. */
function spelling({ kind, name }: Known): readonly string[] {
  if (kind === 'match') return [` -m ${name} `];
  if (kind === 'target') return [` -j ${name}`];
  if (kind === 'statement')
    return name === 'mangle' ? [' set '] : [` ${name} `, ` ${name}\n`, `: ${name} `, `: ${name},`];
  const bare = name.replace(/^meta (?=[io]if)/, '');
  return [` ${bare} `, `\t${bare} `, ` ${bare}\n`];
}

/** The programs whose rules have it, as their files are called. */
function writers(one: Known): string {
  const ending = one.kind === 'match' || one.kind === 'target' ? '.iptables' : '.nft';
  const found = [...wildRules()]
    .filter(([file, rules]) => file.endsWith(ending) && spelling(one).some((word) => rules.includes(word)))
    .map(([file]) => file.slice(0, -ending.length).replace(/-(iptables|nftables)$/, ''));
  return [...new Set(found)].join(', ');
}

const row = (one: Known): string =>
  `| ${[`\`${one.name}\``, words[one.standing], one.because ?? '-', writers(one) || '-'].join(' | ')} |`;

function section(kind: Known['kind']): string {
  const rows = known.filter((one) => one.kind === kind);
  const count = (standing: Standing): number => rows.filter((one) => one.standing === standing).length;
  const sum = `${rows.length} in all: ${count('walked')} walked, ${count('harmless')} harmless, ${count('named')} named, ${count('ipv6')} of IPv6 only.`;
  return [
    `## ${titles[kind]}`,
    '',
    sum,
    '',
    '| name | standing | why it is not decided | written by |',
    '| --- | --- | --- | --- |',
    ...rows.map(row),
  ].join('\n');
}

export function table(): string {
  return `# What the walk understands of rules

<!-- Written by scripts/matches.ts: change the tables in src/netfilter, not this file. -->

\`bridgework trace\` walks a packet rule by rule, as the kernel does. This page says what it makes of each part that a rule can have. The readers of rules go by the same tables.

- **Walked**: decided as the kernel decides it; random labs (\`npm run diff\`, \`npm run diff -- --marks\`) and the rules that real programs write (\`npm run diff -- --wild\`) hold it against the kernel. Where the packet itself does not tell (a client's own port, the length of an answer), both ways are walked.
- **Harmless**: has no say in what becomes of the packet.
- **Named**: not decided. Where the end hangs on it, the walk says "not enough information" and shows the rule; where it does not, the rule is passed over. A check whose rule hangs on it, and in a grade a request too, is not passed: it "could not be judged", with what to write the rule without (\`evidence allow\` is a teacher's word on it).
- **IPv6 only**: rules for IPv4 cannot have it.

A part that is in none of these tables is treated as named. The last column says which of the programs in \`test/differential/wild\` write it.

${(['match', 'target', 'expression', 'statement'] as const).map(section).join('\n\n')}
`;
}
