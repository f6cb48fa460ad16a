/** A lab for developers until the CLI is there: node scripts/lab-dev.ts up|down|status|sh|run NAME [NODE]  (run reads a script on stdin). */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { lab as words } from '../src/i18n/en/lab.ts';
import type { Text } from '../src/i18n/text.ts';
import { createSandbox } from '../src/lab/sandbox/sandbox.ts';

const [verb = 'status', name = 'dev', node = 'host'] = process.argv.slice(2);
const home = process.env['BRIDGEWORK_HOME'] ?? join(homedir(), '.local/state/bridgework');
const lab = createSandbox({ name, home });
const say = (text: Text): string =>
  `${(words as Record<string, string>)[text.id]} ${JSON.stringify(text.values ?? {})}`;
const fail = (error: { code: string; text: Text; mend?: string }): never => {
  console.error(`${error.code}: ${say(error.text)}${error.mend ? `\n  ${error.mend}` : ''}`);
  process.exit(2);
};
const began = performance.now();
const ms = () => `${Math.round(performance.now() - began)} ms`;
if (verb === 'up') {
  const result = await lab.up((event) => console.error(ms(), say(event.text)));
  console.log(result.ok ? JSON.stringify(result.value) : fail(result.error), ms());
} else if (verb === 'down') {
  const result = await lab.down();
  console.log(result.ok ? 'down' : fail(result.error), ms());
} else if (verb === 'sh') {
  const entry = await lab.entry(node);
  if (!entry.ok) fail(entry.error);
  else
    process.exit(spawnSync(entry.value.file, entry.value.args, { stdio: 'inherit', env: entry.value.env }).status ?? 1);
} else if (verb === 'run') {
  const result = await lab.run(readFileSync(0, 'utf8'), { node, timeoutMs: 60_000 });
  if (!result.ok) fail(result.error);
  else {
    process.stdout.write(result.value.stdout);
    process.stderr.write(result.value.stderr);
    console.error(`exit ${result.value.exitCode} in ${ms()}`);
  }
} else console.log(JSON.stringify(await lab.status()), ms());
