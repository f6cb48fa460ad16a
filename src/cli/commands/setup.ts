import { machineScript } from '../machine-script.ts';
import type { Cli } from '../services.ts';

export interface SetupOptions {
  readonly yes?: boolean;
  readonly list?: boolean;
  readonly user?: string;
}

/** 0: all is there; 1: something is missing, or could not be done. All of it is a shell script, as it must run without our Node. */
export const setup = (cli: Cli, { yes, list, user }: SetupOptions): Promise<number> =>
  machineScript(cli, 'setup', [
    ...(yes ? ['--yes'] : []),
    ...(list ? ['--list'] : []),
    ...(user === undefined ? [] : ['--user', user]),
  ]);
