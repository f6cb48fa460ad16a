# shellcheck shell=sh
# Ends the keeper with what it waits for; a number that is somebody else's by now is left alone.
if read -r keeper 2>/dev/null <"$PID_FILE"; then
  case $({ tr '\0' ' ' <"/proc/$keeper/cmdline"; } 2>/dev/null) in *"$KEEPER_FILE"*) kill -KILL "-$keeper" ;; esac
fi
