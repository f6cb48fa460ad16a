/** Three-valued: `maybe` when the answer depends on something that we do not know. */
export type Truth = 'yes' | 'no' | 'maybe';

export function truth(known: boolean | undefined): Truth {
  if (known === undefined) return 'maybe';
  return known ? 'yes' : 'no';
}

export function not(value: Truth): Truth {
  if (value === 'maybe') return 'maybe';
  return value === 'yes' ? 'no' : 'yes';
}

export function every(values: readonly Truth[]): Truth {
  if (values.includes('no')) return 'no';
  return values.includes('maybe') ? 'maybe' : 'yes';
}

export function some(values: readonly Truth[]): Truth {
  if (values.includes('yes')) return 'yes';
  return values.includes('maybe') ? 'maybe' : 'no';
}
