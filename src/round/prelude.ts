import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';
import { quote } from '../text/quote.ts';
import { nodeWord } from './words.ts';

/** One line of JSON, as `containers` reads it, and one for the shell: PID NAME LOGFILE. */
const inspectFormat = [
  '{{.State.Pid}} {{.Name}} {{.LogPath}}',
  '{"id":{{json .Id}},"name":{{json .Name}},"running":{{json .State.Running}},"pid":{{json .State.Pid}},' +
    '"networkMode":{{json .HostConfig.NetworkMode}},"image":{{json .Config.Image}},' +
    '"exitCode":{{json .State.ExitCode}},"startedAt":{{json .State.StartedAt}}}',
].join('\n');

/**
 * The same lines, by sed(1), out of what the engine says over its socket: fields of its `InspectResponse`, in the order of
 * that type. Labels and options are objects whose keys anybody may choose, but their values are strings, in the order of
 * their keys: each field is known by a neighbour that these cannot have (a number, `true`, an object, a smaller name).
 */
export const engineFields = [
  's|^{"Id":"\\([0-9a-f]*\\)",',
  '"Running":\\([a-z]*\\),"Paused":[tf]',
  ',"Pid":\\([0-9]*\\),"ExitCode":\\(-*[0-9]*\\),"Error":',
  '"StartedAt":"\\([^"]*\\)","FinishedAt":',
  '"LogPath":"\\([^"]*\\)","Name":"\\(/[^"]*\\)","RestartCount":[0-9]',
  '"NetworkMode":"\\([^"]*\\)","PortBindings":[{n]',
  '"Image":"\\([^"]*\\)","Volumes":[{n]',
  '$|\\3 \\7 \\6\\n{"id":"\\1","name":"\\7","running":\\2,"pid":\\3,"networkMode":"\\8","image":"\\9","exitCode":\\4,"startedAt":"\\5"}|p',
].join('.*');

/** Docker answers in milliseconds, or it hangs. */
const dockerSeconds = 10;

const asked = 'ask_engine 2>"$BW_DIR/engine.err"';
const known = (pids: string): string => `printf '%s\\n' ${quote(pids)} >"$BW_DIR/pids"`;

/** `nonce`: hexadecimal digits. `pids`: lines PID NAME LOGFILE of the running containers, where they are known. */
export const prelude = (nonce: string, pids?: string): string =>
  `${withValues(
    { BW_NONCE: nonce, BW_DOCKER_SECONDS: dockerSeconds, BW_INSPECT: inspectFormat, BW_FIELDS: engineFields },
    scriptBeside(import.meta.url, './prelude.sh'),
  )}${pids === undefined ? asked : known(pids)}\n`;

/** `look`, which prints a fingerprint of the lab's network; `hosts`: which others besides the node `host` are hosts. */
export const looking = (hosts: readonly string[]): string =>
  withValues({ BW_OTHER_HOSTS: hosts.map(nodeWord).join(' ') }, scriptBeside(import.meta.url, './fingerprint.sh'));
