import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The state folder of the XDG base directory specification, which ignores relative paths; `BRIDGEWORK_HOME` overrides it. */
export function stateFolder(env: NodeJS.ProcessEnv): string {
  if (env['BRIDGEWORK_HOME']) return resolve(env['BRIDGEWORK_HOME']);
  const state = env['XDG_STATE_HOME'] ?? '';
  return join(isAbsolute(state) ? state : join(homedir(), '.local/state'), 'bridgework');
}
