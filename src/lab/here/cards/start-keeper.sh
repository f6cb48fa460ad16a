# shellcheck shell=sh
# Starts the keeper, unless it runs.
if ! read -r keeper 2>/dev/null <"$PID_FILE" || [ ! -d /proc/"$keeper" ]; then
  setsid sh "$KEEPER_FILE" >/dev/null 2>&1 </dev/null &
  echo $! >"$PID_FILE"
fi
