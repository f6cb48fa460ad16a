# shellcheck shell=bash
# shellcheck disable=SC2154 # socket, machine_pid: fresh-machine.sh
# A real terminal of 80 x 24 in the machine, typed into and read by tmux.

# `script` gives the machine a terminal of its own: tmux's belongs to this machine.
open_screen() {
  # A screen whose program ended stays, so that its last words can be shown.
  echo 'set-option -g remain-on-exit on' >"$socket.conf"
  tmux -S "$socket" -f "$socket.conf" new-session -d -x 80 -y 24 -s screen \
    "nsenter --target $machine_pid ${entered[*]} env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=screen-256color LANG=C.UTF-8 script -qfc 'su --login --whitelist-environment=LANG $1' /dev/null"
  wait_for '[$#] ?$' 30
  type_line 'cd bridgework'
}

close_screen() { tmux -S "$socket" kill-session -t screen 2>/dev/null || :; }

press() { tmux -S "$socket" send-keys -t screen "$@"; }

type_line() {
  tmux -S "$socket" send-keys -t screen -l "$1"
  press Enter
}

screen() { tmux -S "$socket" capture-pane -p -t screen; }

# Shows the screen as it is, without the empty end.
show_screen() {
  printf '    .-- %s\n' "$1"
  screen | awk '{ line[NR] = $0; if ($0 != "") last = NR } END { for (i = 1; i <= last; i++) print "    | " line[i] }'
}

# wait_for PATTERN SECONDS: until a line on the screen matches (extended regular expression).
wait_for() {
  local until=$((SECONDS + $2))
  until screen | grep -E "$1" >/dev/null; do
    if [ $SECONDS -ge $until ]; then
      echo "did not appear within $2 s: $1" >&2
      show_screen 'the screen instead' >&2
      return 1
    fi
    sleep 0.5
  done
}
