/** A generator of numbers from a seed (mulberry32): the same seed, the same texts. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const signs = [
  '[',
  ']',
  '"',
  '\\',
  ' ',
  '\n',
  '\t',
  '\r',
  '\0',
  '\u001b',
  '{',
  '}',
  ',',
  ':',
  '=',
  '-',
  '!',
  '#',
  '%',
  '*',
  '/',
  '.',
  '0',
  '9',
  'a',
  '\u2028',
  '\ud800',
  '\u202e',
  '1e999',
  '-A ',
  '@x',
  "'",
  '$(',
  '\u009b',
];

/** A piece of the text cut out, doubled, moved, or put into another place; and signs that mean something to somebody. */
export function mutated(seed: string, random: () => number): string {
  let text = seed;
  const rounds = 1 + Math.floor(random() * 4);
  for (let round = 0; round < rounds; round++) {
    const at = Math.floor(random() * (text.length + 1));
    const to = Math.min(text.length, at + Math.floor(random() * 40));
    const piece = text.slice(at, to);
    const sign = signs[Math.floor(random() * signs.length)] ?? '';
    const ways = [
      () => text.slice(0, at) + text.slice(to),
      () => text.slice(0, to) + piece + text.slice(to),
      () => text.slice(0, at) + sign.repeat(1 + Math.floor(random() * 8)) + text.slice(at),
      () => text.slice(0, at) + piece.split('').reverse().join('') + text.slice(to),
      () => text.slice(0, Math.floor(random() * 50)) + text.slice(at),
    ];
    text = ways[Math.floor(random() * ways.length)]?.() ?? text;
  }
  return text;
}

/** Texts of about `size` characters that grow with it: a sign, a piece or a line of the seed again and again, before, within and after. */
export function growing(seed: string, size: number, random: () => number): string {
  const at = Math.floor(random() * (seed.length + 1));
  const long = Math.max(1, Math.floor(random() * 30));
  const sign = signs[Math.floor(random() * signs.length)] ?? ' ';
  const pumps = [sign, seed.slice(at, at + long) || sign, `${seed}\n`, `${seed.split('\n')[0]}`];
  const pump = pumps[Math.floor(random() * pumps.length)] || sign;
  const filled = pump.repeat(Math.ceil(size / pump.length));
  const places = [
    () => seed.slice(0, at) + filled + seed.slice(at),
    () => filled + seed,
    () => seed + filled,
    () => filled,
  ];
  return places[Math.floor(random() * places.length)]?.() ?? filled;
}
