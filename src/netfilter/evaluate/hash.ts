/** The kernel's jhash2() (linux/jhash.h) of four words, as nf_nat asks it of an address: 16 bytes, of which IPv4 fills four. */
const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const initial = 0xdeadbeef;

/** __jhash_mix() */
function mix([x, y, z]: readonly [number, number, number]): readonly [number, number, number] {
  let [a, b, c] = [x, y, z];
  a = ((a - c) | 0) ^ rotate(c, 4);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 6);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 8);
  b = (b + a) | 0;
  a = ((a - c) | 0) ^ rotate(c, 16);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 19);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 4);
  b = (b + a) | 0;
  return [a, b, c];
}

/** __jhash_final() */
function final([x, y, z]: readonly [number, number, number]): number {
  let [a, b, c] = [x, y, z];
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return c >>> 0;
}

function jhashOfAddress(word: number, initval: number): number {
  const start = (initial + (4 << 2) + initval) | 0;
  const [a, b, c] = mix([(start + word) | 0, start, start]);
  // The fourth word is zero, as are the second and third.
  return final([a, b, c]);
}

/** Addresses lie in memory with their first byte first, and the machines that labs run on read the last byte as the highest. */
const inMemory = (address: number): number =>
  ((address << 24) | ((address & 0xff00) << 8) | ((address >>> 8) & 0xff00) | (address >>> 24)) >>> 0;

/** The address of a range that the kernel gives a connection; `dst` is 0 where the destination has no say. */
export function addressByHash(range: { readonly from: number; readonly to: number }, src: number, dst: number): number {
  const hash = jhashOfAddress(inMemory(src), inMemory(dst));
  const count = range.to - range.from + 1;
  return range.from + Number((BigInt(hash) * BigInt(count)) >> 32n);
}
