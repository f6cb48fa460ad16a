import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';
import { quote } from '../text/quote.ts';

/** One line of JSON, as `containers` reads it, and one for the shell: PID NAME LOGFILE. */
const inspectFormat = [
  '{{.State.Pid}} {{.Name}} {{.LogPath}}',
  '{"id":{{json .Id}},"name":{{json .Name}},"running":{{json .State.Running}},"pid":{{json .State.Pid}},' +
    '"networkMode":{{json .HostConfig.NetworkMode}},"image":{{json .Config.Image}},' +
    '"exitCode":{{json .State.ExitCode}},"startedAt":{{json .State.StartedAt}}}',
].join('\n');

/** Docker answers in milliseconds, or it hangs. */
const dockerSeconds = 10;

const asked = 'ask_engine 2>"$BW_DIR/engine.err"';
const known = (pids: string): string => `printf '%s\\n' ${quote(pids)} >"$BW_DIR/pids"`;

/** `nonce`: hexadecimal digits. `pids`: lines PID NAME LOGFILE of the running containers, where they are known. */
export const prelude = (nonce: string, pids?: string): string =>
  `${withValues(
    { BW_NONCE: nonce, BW_DOCKER_SECONDS: dockerSeconds, BW_INSPECT: inspectFormat },
    scriptBeside(import.meta.url, './prelude.sh'),
  )}${pids === undefined ? asked : known(pids)}\n`;

/** `look`, which prints a fingerprint of the lab's network. */
export const looking = scriptBeside(import.meta.url, './fingerprint.sh');
