# shellcheck shell=bash
# shellcheck disable=SC2154 # socket: test-container.sh
# A real terminal of 80 x 24, in which a command of this machine runs.

# When it ends, tmux says so in a line of its own at the bottom, and the uppermost goes: that one is empty.
open_screen() {
  echo 'set-option -g remain-on-exit on' >"$socket.conf"
  tmux -S "$socket" -f "$socket.conf" new-session -d -x 80 -y 24 -s screen "echo; $1; echo \"ended: \$?\""
}

close_screen() { tmux -S "$socket" kill-session -t screen 2>/dev/null || :; }

press() { tmux -S "$socket" send-keys -t screen "$@"; }

screen() { tmux -S "$socket" capture-pane -p -t screen; }

# wait_for PATTERN SECONDS: until a line on the screen matches (extended regular expression).
wait_for() {
  local until=$((SECONDS + $2))
  until screen | grep -qE "$1"; do
    if [ $SECONDS -ge $until ]; then
      echo "did not appear within $2 s: $1" >&2
      screen >&2
      return 1
    fi
    sleep 0.05
  done
}
