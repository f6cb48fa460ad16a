import { endOfFile } from '../../shared/telling-line.ts';

/**
 * First part of the lab's first process. Descriptor 3 is a pipe from the process that builds the lab, 4 is the image
 * archive (moved to 6), and standard output a pipe back (moved to 4): one event a line. Until it is told to `stay`, the
 * lab ends with whoever builds it (end of file on the pipe), so a `lab up` that is killed leaves nothing behind.
 */
export const life = String.raw`
exec 6<&4 4>&1 </dev/null >/dev/null
export PATH="$BW_PATH" HOME=/root XDG_RUNTIME_DIR=/run/bridgework/xdg ROOTLESSKIT_STATE_DIR=/run/bridgework/xdg
umask 022

say() { printf '%s\n' "$*" >&4; }
# fail CODE [FILE]: the end of FILE says why; which of its lines tells is decided where it is read
fail() {
  say "fail $1 $(${endOfFile('"$2"')})"
  exit 1
}
# The servers that the lab brings along; of those that it doesn't, the machine's own.
tool() { [ -x /run/bridgework/tools/$1 ] && echo /run/bridgework/tools/$1 || command -v $1; }
trap 'exit 1' TERM
( read -r word <&3
  [ "$word" = stay ] || { kill -TERM 1; kill -KILL -1; } ) 2>/dev/null 4>&- 6<&- &
watcher=$!
exec 3<&-
`;

/**
 * Last part: the lab is ready; from now on it lives as long as its engine. Waiting also reaps orphans, which is the
 * first process' duty in a pid namespace (pid_namespaces(7)).
 */
export const stay = String.raw`
say "ready $image"
wait "$watcher"
exec 4>&-
trap 'exit 0' TERM
wait "$(cat /run/bridgework/engine.pid)"
`;
