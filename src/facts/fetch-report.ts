import { lineAfter } from '../round/lines.ts';

/** The line with which a fetch's fragment ends its standard error: `<nonce> report CODE PORT SUFFIX [STATUS]`. */
export interface FetchReport {
  /** HTTP status; undefined when nobody answered. */
  readonly status?: number;
  readonly localPort?: number;
  /** Exit status of the program, where the fragment knows it. */
  readonly exit?: number;
}

export function reportOf(stderr: string, nonce: string): FetchReport | undefined {
  const [line, code, port, exit] =
    /^(\d+) (-?\d+) [0-9a-f]+(?: (\d+))?$/.exec(lineAfter(stderr, `${nonce} report `) ?? '') ?? [];
  if (line === undefined) return undefined;
  return {
    ...(Number(code) > 0 ? { status: Number(code) } : {}),
    ...(Number(port) > 0 ? { localPort: Number(port) } : {}),
    ...(exit === undefined ? {} : { exit: Number(exit) }),
  };
}

/** Seconds that a program inside a container had run when it was cut off: `<nonce> waited SECONDS`; undefined: it was not there. */
export function waitedOf(stderr: string, nonce: string): number | undefined {
  const [, seconds] = /^(\d+)$/.exec(lineAfter(stderr, `${nonce} waited `) ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
