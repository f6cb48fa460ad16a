import type { Points } from './grade.ts';

/**
 * Divides a whole number by weights so that the parts are whole and add up to it exactly: everybody gets the part rounded
 * down, what is left over goes to the largest remainders, the first of equal ones first. The weights are whole, not
 * negative, and not all 0.
 */
export function apportion(total: Points, weights: readonly number[]): readonly Points[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) throw new Error('nothing to divide by');
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const rest = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, rest)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
