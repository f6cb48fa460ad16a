import type { NatTarget } from '../target.ts';
import { sameNat } from './nat.ts';

/** Enough of an ending to tell it from others. */
interface Kind {
  readonly kind: string;
  readonly with?: string;
  readonly nat?: NatTarget;
}

/**
 * Ways to leave a chain, each way once, by the first rule that leads to it. Of refusals, and of translations, two that
 * differ are enough: then it is not known which. So they stay a handful, however many rules there are.
 */
export function createEndings<T extends Kind>() {
  const found: T[] = [];
  const isSame = (one: Kind, other: Kind): boolean =>
    one.kind === other.kind &&
    one.with === other.with &&
    (one.nat === other.nat || (one.nat !== undefined && other.nat !== undefined && sameNat(one.nat, other.nat)));
  const isEnough = ({ kind }: Kind): boolean => found.filter((one) => one.kind === kind).length >= 2;
  return {
    add(endings: readonly T[]): void {
      for (const ending of endings)
        if (!isEnough(ending) && !found.some((one) => isSame(one, ending))) found.push(ending);
    },
    all: (): readonly T[] => found,
  };
}
