# shellcheck shell=sh
# Last part: the lab is ready; from now on it lives as long as its engine. Waiting also reaps orphans, which is the first process'
# duty in a pid namespace (pid_namespaces(7)).
# shellcheck disable=SC2154 # image: engine-wait.sh; watcher: life.sh
say "ready $image"
wait "$watcher"
exec 4>&-
trap 'exit 0' TERM
wait "$(cat /run/bridgework/engine.pid)"
