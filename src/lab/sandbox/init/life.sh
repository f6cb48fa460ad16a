# shellcheck shell=sh
# First part of the lab's first process. Descriptor 3 is a pipe from the process that builds the lab, 4 is the image archive (moved
# to 6), and standard output a pipe back (moved to 4): one event a line. Until it is told to `stay`, the lab ends with whoever
# builds it (end of file on the pipe), so a `lab up` that is killed leaves nothing behind.
exec 6<&4 4>&1 </dev/null >/dev/null
export PATH="$BW_PATH" HOME=/root XDG_RUNTIME_DIR=/run/bridgework/xdg ROOTLESSKIT_STATE_DIR=/run/bridgework/xdg
umask 022

say() { printf '%s\n' "$*" >&4; }
# fail CODE [FILE]: the end of FILE says why; which of its lines tells is decided where it is read
fail() {
  say "fail $1 $(tail -n 40 "$2" 2>/dev/null | tail -c 8000 | tr '\n' '\037')"
  exit 1
}
# The servers that the lab brings along; of those that it doesn't, the machine's own.
tool() {
  if [ -x "/run/bridgework/tools/$1" ]; then echo "/run/bridgework/tools/$1"; else command -v "$1"; fi
}
trap 'exit 1' TERM
( read -r word <&3
  [ "$word" = stay ] || { kill -TERM 1; kill -KILL -1; } ) 2>/dev/null 4>&- 6<&- &
# shellcheck disable=SC2034 # stay.sh waits for it
watcher=$!
exec 3<&-
