import { text } from '../../i18n/text.ts';
import { quote } from '../../text/quote.ts';
import type { LabFailure } from '../lab.ts';

/** How a connection ended before its script did. */
export interface Ended {
  /** `ssh://…`. */
  readonly name: string;
  /** What ssh itself said. */
  readonly log: string;
  /** The end of what the machine printed on its standard error: anything that it likes. */
  readonly stderr: string;
  /** 255: of ssh itself, or so the machine says. */
  readonly exitCode: number | null;
}

/** Why a machine could not be looked at: of ours, of the network or of the machine, never a student's mistake. */
export const failures = {
  noSsh: (): LabFailure => ({
    code: 'no-ssh',
    text: text('remote.fail.no-ssh'),
    fix: 'sudo apt-get install -y --no-install-recommends openssh-client',
  }),
  tooMuch: (name: string, megabytes: number): LabFailure => ({
    code: 'lying',
    text: text('remote.fail.too-much', { name, megabytes }),
  }),
  hungUp: (name: string, times: number): LabFailure => ({
    code: 'unreachable',
    text: text('remote.fail.hung-up', { name, times }),
  }),
  closed: (name: string): LabFailure => ({ code: 'closed', text: text('remote.fail.closed', { name }) }),
};

const causes: readonly (readonly [
  RegExp,
  string,
  'host-key-changed' | 'host-key-unknown' | 'refused' | 'unreachable',
])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|has changed and you have requested strict/, 'host-key', 'host-key-changed'],
  [/Host key verification failed|host key is known for/, 'host-key', 'host-key-unknown'],
  [/Permission denied|Too many authentication failures|no more authentication methods/i, 'refused', 'refused'],
  [/./s, 'unreachable', 'unreachable'],
];

/**
 * The other side took the connection and closed it before ssh knew anything of it. A jump host that did connect us, and says
 * that the machine behind it does not answer, is another thing.
 */
export const hungUp = (
  log: string,
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
): boolean =>
  stdout === '' &&
  hostKeyIn(log) === undefined &&
  log.split('\n').some(isHangUp) &&
  !/open failed|stdio forwarding failed|Connection refused|No route to host|timed out|Could not resolve|Permission denied|Host key/i.test(
    `${stderr}\n${log}`,
  );

/** OpenSSH before 10.6 says in which function it was; from then on only the second line is left of the two. */
const isHangUp = (line: string): boolean =>
  (/^(?:kex_exchange_identification|ssh_exchange_identification|kex_exchange): /i.test(line) &&
    /closed|reset/i.test(line)) ||
  /^Connection (?:closed|reset) by \S+ port \d+\s*$/.test(line);

export function failureOf({ name, log, stderr, exitCode }: Ended): LabFailure {
  const own = log.split('\n').filter((line) => line.trim() !== '' && !isKeyPicture(line));
  const words = own.join('\n');
  const last = clip(own.at(-1) ?? '');
  // Once ssh is in, it says no more than that the connection was closed or broke.
  if (exitCode !== 255 || words === '') {
    const reported = clip(stderr.trim().split('\n').at(-1) ?? '');
    if (/^sudo: |\bsudo: not found/m.test(stderr))
      return {
        code: 'no-root',
        text: text('remote.fail.no-root', { name, detail: reported }),
        ...fixOf(name, stderr),
      };
    return {
      code: 'ended',
      text: text('remote.fail.ended', { name, detail: reported === '' ? last || '-' : reported }),
    };
  }
  const [, code, id] = causes.find(([pattern]) => pattern.test(words)) ?? (['', 'unreachable', 'unreachable'] as const);
  return { code, text: text(`remote.fail.${id}`, { name, detail: last }) };
}

/** On that machine, with its user's own password; nothing helps where there is no sudo. */
const fixOf = (name: string, stderr: string): Pick<LabFailure, 'fix'> =>
  /\bsudo: not found/.test(stderr)
    ? {}
    : {
        fix: `ssh -t ${quote(name)} 'echo "$(id -un) ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/bridgework'`,
      };

/** `VisualHostKey`: the fingerprint, and a picture in a frame. */
const isKeyPicture = (line: string): boolean => /^(Host key fingerprint is:? |[|+].*[|+]$)/.test(line.trim());

/** `SHA256:…`, as ssh says it after it has verified the key; OpenSSH 10.6 with a colon. */
export const hostKeyIn = (log: string): string | undefined =>
  /^Host key fingerprint is:? (SHA256:[A-Za-z0-9+/=]{20,60})\s*$/m.exec(log)?.[1];

/** One line that fits into a message; what a machine says could hold anything. */
function clip(words: string): string {
  const plain = words.replace(/[^\x20-\x7e\u00a1-\u1fff\u2e80-\ud7ff\uf900-\ufdcf]/g, ' ').trim();
  return plain.length > 140 ? `${plain.slice(0, 139)}…` : plain;
}
