# shellcheck shell=bash
# shellcheck disable=SC2154 # socket, machine_pid: fresh-machine.sh
# A real terminal of 80 x 24 in the machine, typed into and read by tmux.

# `script` gives the machine a terminal of its own: tmux's belongs to this machine.
open_screen() {
  tmux -S "$socket" -f /dev/null new-session -d -x 80 -y 24 -s screen \
    "nsenter --target $machine_pid --mount --pid --ipc --uts env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=screen-256color LANG=C.UTF-8 script -qfc 'su --login --whitelist-environment=LANG $1' /dev/null"
  tmux -S "$socket" set-option -g remain-on-exit on
  type_line 'cd bridgework'
}

close_screen() { tmux -S "$socket" kill-session -t screen 2>/dev/null || :; }

press() { tmux -S "$socket" send-keys -t screen "$@"; }

type_line() {
  tmux -S "$socket" send-keys -t screen -l "$1"
  press Enter
}

screen() { tmux -S "$socket" capture-pane -p -J -t screen; }

# Shows the screen as it is, framed.
show_screen() {
  printf '    .-- %s\n' "$1"
  screen | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' -e 's/^/    | /'
}

# wait_for PATTERN SECONDS: until a line on the screen matches (extended regular expression).
wait_for() {
  local until=$((SECONDS + $2))
  until screen | grep -qE "$1"; do
    if [ $SECONDS -ge $until ]; then
      echo "did not appear within $2 s: $1" >&2
      show_screen 'the screen instead' >&2
      return 1
    fi
    sleep 0.5
  done
}
