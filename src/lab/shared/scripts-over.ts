import { ok, type Result } from '../../result.ts';
import type { Entry, Lab, LabFailure, NodeName } from '../lab.ts';
import { runBounded } from './bounded-script.ts';
import { follow, mortalShell } from './follow.ts';
import { shell } from './in-node.ts';

/** How a lab lets a program in; fails when the lab is not up. */
export type Enter = (node: NodeName, argv: readonly string[]) => Promise<Result<Entry, LabFailure>>;

/** `run` and `stream` of a lab (lab.ts), over its own way in: the same for every kind. */
export function scriptsOver(name: string, enter: Enter): Pick<Lab, 'run' | 'stream'> {
  return {
    async run(script, { node = 'host', stdin, ...options }) {
      // A script and its input cannot share one pipe: with input, the script travels as an argument.
      const how = await enter(node, stdin === undefined ? [shell] : [shell, '-c', script]);
      if (!how.ok) return how;
      return runBounded(name, how.value, { input: stdin ?? script, ...options });
    },
    async stream(script, options) {
      const how = await enter(options.node ?? 'host', mortalShell);
      return how.ok ? ok(await follow(how.value, script, options)) : how;
    },
  };
}
