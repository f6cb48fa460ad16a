import { modules } from './iptables/modules.ts';
import { targets } from './iptables/targets.ts';
import { expressions } from './nft/expressions.ts';
import { statements } from './nft/statements.ts';

/**
 * What the evaluator does with a part of a rule. `walked`: decides as the kernel does; `harmless`: has no say; `named`: not
 * decided, so whatever hangs on it is "not enough information", by its name; `ipv6`: no rule for IPv4 can have it.
 */
export type Standing = 'walked' | 'harmless' | 'named' | 'ipv6';

export interface Known {
  readonly kind: 'match' | 'target' | 'expression' | 'statement';
  readonly name: string;
  readonly standing: Standing;
  /** Why it is not decided. */
  readonly because?: string;
}

type Entries = { readonly [name: string]: { readonly standing: Standing; readonly because?: string } };

const listed = (kind: Known['kind'], entries: Entries): readonly Known[] =>
  Object.entries(entries).map(([name, { standing, because }]) => ({
    kind,
    name,
    standing,
    ...(because === undefined ? {} : { because }),
  }));

/** Every match and target of iptables-extensions(8), every expression and statement of nft(8), as the readers of rules have them. */
export const known: readonly Known[] = [
  ...listed('match', modules),
  ...listed('target', targets),
  ...listed('expression', expressions),
  ...listed('statement', statements),
];
