import type { FactRequest } from '../../facts/index.ts';
import { ok } from '../../result.ts';
import { fromParts, linesOf } from './parts-of-script.ts';

/** Text files by path, lines without comments; files that are not there or may not be read are left out. */
export type Files = ReadonlyMap<string, readonly string[]>;

/** `patterns`: paths of our own, with `*`; nothing from outside. `$HOME` may stand in them. */
export function files(key: string, patterns: readonly string[]): FactRequest<Files> {
  // Whoever has megabytes of configuration gets its beginning read.
  const script = [`part files sh -c 'grep -sHv "^[[:space:]]*[#;]" ${patterns.join(' ')} | head -c 200000'`];
  return fromParts(`files:${key}`, script, (parts) => {
    const found = new Map<string, string[]>();
    for (const line of linesOf(parts, 'files')) {
      const [, path, text = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
      if (path === undefined) continue;
      const lines = found.get(path) ?? [];
      lines.push(text.trim());
      found.set(path, lines);
    }
    return ok(found);
  });
}

export const resolverFiles = files('resolver', ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf']);
export const linkFiles = files(
  'links',
  ['/etc', '/run', '/usr/lib'].map((at) => `${at}/systemd/network/*.link`),
);
export const networkFiles = files(
  'networks',
  ['/etc', '/run', '/usr/lib'].map((at) => `${at}/systemd/network/*.network`),
);
export const managerFiles = files('network-manager', [
  '/etc/NetworkManager/NetworkManager.conf',
  ...['/etc', '/run', '/usr/lib'].map((at) => `${at}/NetworkManager/conf.d/*.conf`),
]);
export const clientFiles = files('docker-client', ['"$HOME"/.docker/config.json']);

/** The files that count where a folder of higher rank hides a file of the same name (systemd.syntax(7)): /etc, /run, /usr/lib. */
export function inForce(all: Files): readonly (readonly [string, readonly string[]])[] {
  const byName = new Map<string, readonly [string, readonly string[]]>();
  for (const [path, lines] of all) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!byName.has(name)) byName.set(name, [path, lines]);
  }
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, file]) => file);
}
