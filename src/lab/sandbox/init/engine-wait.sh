# shellcheck shell=sh
# Waits for the engine (once with an emptied data root, should the old one be damaged) and for its image.
docker_get() { curl -fsS --max-time 20 --unix-socket /run/docker.sock "http://docker/$1" 2>/dev/null; }
engine_up() {
  late=$(($(date +%s) + 45))
  until [ -S /run/docker.sock ] && curl -fsS --max-time 10 --unix-socket /run/docker.sock http://docker/_ping >/dev/null 2>&1; do
    kill -0 "$(cat /run/bridgework/engine.pid)" 2>/dev/null || return 1
    [ "$(date +%s)" -lt $late ] || return 1
    sleep 0.02
  done
}
load_image() {
  [ -e /proc/self/fd/6 ] || return 1
  say phase image
  docker load -q <&6 >/run/bridgework/log/image.log 2>&1 || return
  # Whatever its name is in the archive, the course calls it $BW_IMAGE.
  name=$(sed -n 's/^Loaded image: //p' /run/bridgework/log/image.log | head -n 1)
  case $name in '' | "$BW_IMAGE") ;; *) docker tag "$name" "$BW_IMAGE" ;; esac
}
if ! engine_up; then
  kill -KILL "$(cat /run/bridgework/engine.pid)" 2>/dev/null
  rm -rf /run/docker.sock /run/docker.pid /run/docker /var/lib/docker/* 2>/dev/null
  start_engine
  engine_up || fail engine /run/bridgework/log/dockerd.log
fi
# The image is the one that was loaded from this very archive, or it is loaded again: learners retag, archives change.
image_id() { docker_get "images/$BW_IMAGE/json" | sed -n 's/.*"Id":"\([^"]*\)".*/\1/p'; }
loaded=/var/lib/docker/.bridgework-image
if [ "$(cat $loaded 2>/dev/null)" != "$BW_ARCHIVE $(image_id)" ]; then
  load_image
  [ -n "$(image_id)" ] || fail image /run/bridgework/log/image.log
  echo "$BW_ARCHIVE $(image_id)" >$loaded
  say "kept $(cd /var/lib/docker && kept_files | base64 | tr -d '\n')"
fi
found=$(docker_get "images/$BW_IMAGE/json")
exec 6<&-
# shellcheck disable=SC2034 # for stay.sh
case "$found" in *bridgework.stand-in*) image=stand-in ;; *) image=stock ;; esac
