# shellcheck shell=bash
# shellcheck disable=SC2154 # scratch, parts: fresh-machine.sh
# Starts and ends a machine: one first process in namespaces of its own. When it ends, the kernel ends all the rest.

# start_machine ROOT [FLAG…]: more flags of unshare(1); with --net the machine has a network of its own, and nothing in it but lo.
start_machine() {
  local machine=$1
  shift
  entered=(--mount --pid --ipc --uts)
  case " $* " in *' --net '*) entered+=(--net) ;; esac
  rm -f "$scratch/started"
  mkfifo "$scratch/started"
  unshare --mount --pid --fork --kill-child --ipc --uts --propagation private "$@" \
    sh "$parts/enter.sh" "$machine" <"/dev/null" >"$scratch/started" 2>"$scratch/machine.log" &
  unshare_pid=$!
  local word=
  read -r word <"$scratch/started" || :
  machine_pid=$(cat "/proc/$unshare_pid/task/$unshare_pid/children" 2>/dev/null || :)
  machine_pid=${machine_pid%% *}
  [ "$word" = started ] || {
    cat "$scratch/machine.log" >&2
    return 1
  }
}

stop_machine() {
  [ -n "${unshare_pid:-}" ] || return 0
  kill -KILL "$unshare_pid" 2>/dev/null || :
  wait "$unshare_pid" 2>/dev/null || :
  unshare_pid=
  machine_pid=
}

# Runs a command in the machine as root, with a clean environment.
inside() { nsenter --target "$machine_pid" "${entered[@]}" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=xterm-256color LANG=C.UTF-8 HOME=/root "$@"; }

as_learner() { inside su --login learner --command "cd bridgework && $1"; }
