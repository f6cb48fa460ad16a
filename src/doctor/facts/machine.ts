import type { FactRequest } from '../../facts/index.ts';
import { err, ok } from '../../result.ts';
import { unreadable } from '../../round/reading.ts';
import { fromParts, linesOf } from './parts-of-script.ts';

/** The machine as such: who asks, what it is, what runs on it. */
export interface Machine {
  readonly uid: number;
  /** `uname -r` and `-m`, e.g. `6.1.0-40-amd64` and `x86_64`. */
  readonly kernel: string;
  readonly architecture: string;
  /** Names of running programs as the kernel keeps them: the first 15 characters. */
  readonly running: ReadonlySet<string>;
  /** MB. */
  readonly memory: number | undefined;
  /** MB free where Docker keeps its data, or would. */
  readonly disk: number | undefined;
  /** Of this network namespace; undefined where connection tracking is not loaded. */
  readonly connections: { readonly count: number; readonly max: number } | undefined;
  /** Variables that send a command somewhere else: proxies, DOCKER_HOST. */
  readonly env: { readonly [name: string]: string };
}

const variables =
  'DOCKER_HOST DOCKER_CONTEXT DOCKER_API_VERSION http_proxy HTTP_PROXY https_proxy HTTPS_PROXY all_proxy';
const table = '/proc/sys/net/netfilter/nf_conntrack_';

export function machine(): FactRequest<Machine> {
  const script = [
    'part uid id -u',
    'part uname uname -rm',
    "part running sh -c 'cat /proc/[0-9]*/comm 2>/dev/null | sort -u'",
    "part memory sed -n 's/^MemAvailable: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo",
    "part disk sh -c 'for at in /var/lib/docker /var/lib /; do df -Pk $at 2>/dev/null && break; done | tail -n 1'",
    `part connections sh -c 'cat ${table}count ${table}max 2>/dev/null'`,
    `part env sh -c 'for name in ${variables}; do eval "value=\\\${$name-}"; [ -z "$value" ] || printf "%s=%s\\n" "$name" "$value"; done'`,
  ];
  return fromParts('machine', script, (parts) => {
    const [kernel, architecture] = (linesOf(parts, 'uname')[0] ?? '').split(' ');
    const uid = Number(linesOf(parts, 'uid')[0] ?? Number.NaN);
    if (!kernel || !architecture || Number.isNaN(uid)) return err(unreadable('uname'));
    const kilobytes = (text: string | undefined): number | undefined =>
      text !== undefined && /^\d+$/.test(text) ? Math.floor((Number(text) * 1024) / 1_000_000) : undefined;
    const [count, max] = linesOf(parts, 'connections').map(Number);
    return ok({
      uid,
      kernel,
      architecture,
      running: new Set(linesOf(parts, 'running')),
      memory: kilobytes(linesOf(parts, 'memory')[0]),
      disk: kilobytes(linesOf(parts, 'disk')[0]?.split(/\s+/)[3]),
      connections: count === undefined || max === undefined ? undefined : { count, max },
      env: Object.fromEntries(linesOf(parts, 'env').map((line) => [line.split('=')[0], line.replace(/^[^=]*=/, '')])),
    });
  });
}
