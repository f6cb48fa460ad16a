/** Room for somebody else's words in a message: some six lines of 80 columns. */
const room = 480;

/** Advice and repetition that tell nothing by themselves. */
const noise = /^(mount: )?\(?dmesg\(1\) may have|^Run '|^See '|^exit status|^Usage:|^Try '|^\s*$/i;

/** From what tells most to what tells least; of equals the later one. */
const telling: readonly RegExp[] = [
  /^failed to start (?:daemon|containerd)\b/i,
  /^\[(emerg|fatal|panic)\]|^(fatal|panic)\b/i,
  /^\[error\]|^error\b/i,
  /\b(refused|denied|cannot|could not|failed|not permitted|not found|no such|invalid|unable|unknown)\b/i,
];

/**
 * Of what a program output before it gave up, the one line that says why, whole where a screen has room. The words are
 * somebody else's: of dockerd, nginx, mount, ip, …; taken as they are, without control characters.
 */
export function reasonLine(output: string): string {
  const lines = output
    .slice(-20_000)
    .split(/[\n\r\x1f]+/)
    .map(lineOf)
    .filter(({ words }) => !noise.test(words));
  for (const kind of telling) {
    const line = lines.findLast(({ words, inPassing }) => !inPassing && kind.test(words));
    if (line) return fitting(line.words);
  }
  return fitting((lines.findLast(({ inPassing }) => !inPassing) ?? lines.at(-1))?.words ?? '');
}

/** A line without what only its program needs: `time="…" level=fatal msg="…" error="…"`, `nginx: [emerg] …`. */
function lineOf(raw: string): { readonly words: string; readonly inPassing?: true } {
  const line = raw.replace(/\x1b\[[\d;]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]/g, '').trim();
  const [, level] = /\blevel=(\w+)/.exec(line) ?? [];
  const message = field(line, 'msg');
  if (level === undefined || message === undefined) return { words: line.replace(/^nginx: /, '') };
  if (!/^(error|fatal|panic)$/.test(level)) return { words: message, inPassing: true };
  const error = field(line, 'error');
  const words = error === undefined || message.includes(error) ? message : `${message}: ${error}`;
  return { words: level === 'error' || /^failed to start/.test(words) ? words : `fatal: ${words}` };
}

function field(line: string, name: string): string | undefined {
  const [, quoted, bare] = new RegExp(`(?:^| )${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s"]+))`).exec(line) ?? [];
  return quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
}

/** Cut in the middle: how it begins and how it ends both matter. */
function fitting(line: string): string {
  if (line.length <= room) return line;
  const half = Math.floor((room - 1) / 2);
  return `${line.slice(0, half).trimEnd()}…${line.slice(-half).trimStart()}`;
}
