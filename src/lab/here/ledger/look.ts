import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { partScript } from '../machine/parts.ts';
import { runFolder } from '../machine/places.ts';

/** `nft` or `legacy`: the backend that iptables(8) does not use; asked once. */
export const otherBackendFile = `${runFolder}/other-backend`;

/** Prints how a machine is; `readSnapshot` reads it. */
export const lookScript = `#!/bin/sh
${partScript}${withValues({ OTHER_BACKEND: otherBackendFile }, scriptBeside(import.meta.url, './look.sh'))}`;

/** Where the machine keeps the script, for the shells that must write down what they change. */
export const lookFile = `${runFolder}/look`;
