import { lineAfter } from './lines.ts';

/**
 * How observations come back from the lab: between `<nonce> begin` and `<nonce> end`, base64 of
 *
 *     round 1
 *     before <fingerprint>
 *     after <fingerprint>
 *     <index> <exit code> <began> <ended>      one line a fact; seconds of uptime
 *     sizes
 *     <bytes> <index>.out                      as wc -c prints it, .out and .err of every fact
 *     bytes
 *     <all of these, one after the other>
 *
 * Output is cut out by its size, so it may hold anything, this format too; base64 survives terminals and login banners.
 */
export interface Frame {
  readonly before: string;
  readonly after: string;
  readonly facts: ReadonlyMap<number, FrameFact>;
}

export interface FrameFact {
  readonly exitCode: number;
  readonly ms: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

export type FrameProblem = BrokenFrame | 'no-folder';
type BrokenFrame = 'cut' | 'garbled';

export function readFrame(output: string, nonce: string): Frame | FrameProblem {
  if (lineAfter(output, `${nonce} no-folder`)?.trim() === '') return 'no-folder';
  return frameBetween(output, `${nonce} begin`, `${nonce} end`);
}

/** The frame between the last two of these marks. */
export function frameBetween(output: string, first: string, last: string): Frame | BrokenFrame {
  const begin = output.lastIndexOf(first);
  const end = output.lastIndexOf(last);
  if (begin < 0 || end < begin) return 'cut';
  const bytes = fromBase64(output.slice(begin + first.length, end));
  return bytes ? readBytes(bytes) : 'garbled';
}

function readBytes(bytes: Buffer): Frame | BrokenFrame {
  // The head is ASCII, so that characters are bytes.
  const head = headOf(bytes);
  if (head === undefined) return 'garbled';
  const [version, before, after, ...rest] = head.split('\n');
  if (version !== 'round 1' || !before?.startsWith('before ') || !after?.startsWith('after ')) return 'garbled';
  const sizesAt = rest.indexOf('sizes');
  const files = new Map<string, Uint8Array>();
  let at = head.length + bytesMark.length;
  for (const line of rest.slice(sizesAt + 1)) {
    const [, size, name] = /^\s*(\d+) (\d+\.(?:out|err))$/.exec(line) ?? [];
    if (name === undefined) continue;
    files.set(name, bytes.subarray(at, at + Number(size)));
    at += Number(size);
  }
  // A file that grew while it was sent shifts all that follows: nothing of it can be trusted.
  if (at !== bytes.length) return 'garbled';
  const facts = new Map(rest.slice(0, sizesAt).flatMap((line) => readFact(line, files)));
  return { before: before.slice('before '.length), after: after.slice('after '.length), facts };
}

const bytesMark = '\nbytes\n';

function headOf(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(bytesMark, 'latin1');
  return end < 0 ? undefined : bytes.toString('latin1', 0, end);
}

function readFact(line: string, files: ReadonlyMap<string, Uint8Array>): readonly (readonly [number, FrameFact])[] {
  const [, index, exitCode, began, ended] = /^(\d+) (\d+) ([\d.]+) ([\d.]+)$/.exec(line) ?? [];
  const stdout = files.get(`${index}.out`);
  const stderr = files.get(`${index}.err`);
  if (!stdout || !stderr) return [];
  const ms = Math.round((Number(ended) - Number(began)) * 1000);
  return [[Number(index), { exitCode: Number(exitCode), ms, stdout, stderr }]];
}

/** Node reads what it can of anything; this is strict, and fast for a class. */
function fromBase64(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}
