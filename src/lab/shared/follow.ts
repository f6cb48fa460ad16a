import { scriptBeside } from '../../shell/script.ts';
import type { StreamEnd, StreamOptions } from '../lab.ts';
import { shell } from './in-node.ts';
import { type Command, start } from './process.ts';

/**
 * argv of a shell that runs the script on its standard input and ends, with its whole process group, when descriptor 3
 * does: the kernel closes that pipe when its reader on this side dies, however it dies. The script itself does not get
 * the pipe: what it starts must not wait for it either.
 */
export const mortalShell: readonly string[] = [shell, '-c', scriptBeside(import.meta.url, './mortal.sh')];

const storedCharacters = 4096;
/** What is listened to prints a few hundred characters a line; of a longer one only its beginning is told. */
const longestLine = 65_536;

/** Runs a command whose argv ends in `mortalShell`, with the script as its input. */
export async function follow(
  command: Command,
  script: string,
  { onLine, signal }: Pick<StreamOptions, 'onLine' | 'signal'>,
): Promise<StreamEnd> {
  const child = await start({ ...command, control: true, forget: true }, script);
  let rest = '';
  let skipping = false;
  const report = (line: string): void => {
    // The end of a line that was too long.
    if (skipping) skipping = false;
    else onLine(line.slice(0, longestLine));
  };
  let stderr = '';
  const [out, err] = [new TextDecoder(), new TextDecoder()];
  child.stdout.on('data', (bytes: Buffer) => {
    const lines = (rest + out.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) report(line);
    // A line that never ends would be read anew with each piece of it.
    if (rest.length > longestLine) {
      report(rest);
      rest = '';
      skipping = true;
    }
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr = (stderr + err.decode(bytes, { stream: true })).slice(-storedCharacters);
  });
  signal?.addEventListener('abort', child.kill, { once: true });
  if (signal?.aborted) child.kill();
  try {
    const { exitCode, signal: by } = await child.done;
    if (rest !== '') report(rest);
    return { stderr, exitCode, signal: by };
  } finally {
    signal?.removeEventListener('abort', child.kill);
    child.control?.destroy();
    // A script that was killed may have left children behind.
    child.kill();
  }
}
