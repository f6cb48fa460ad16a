/** Docker Engine: started early, so that it comes up while the network is being built. */
export const engineStart = String.raw`
start_engine() {
  printf '{ "features": { "containerd-snapshotter": false } }\n' >/run/bridgework/daemon.json
  dockerd --config-file=/run/bridgework/daemon.json --rootless --host=unix:///run/docker.sock --data-root=/var/lib/docker \
    --exec-root=/run/docker --pidfile=/run/docker.pid --bridge=none --iptables=false --ip6tables=false --ip-forward=false \
    --userland-proxy=false 3<&- 4>&- 6<&- >>/run/bridgework/log/dockerd.log 2>&1 &
  echo $! >/run/bridgework/engine.pid
}
# Containers of an earlier life are gone with their namespaces; the image and its layers stay. Moving is quick, deleting
# can wait.
forget_containers() {
  cd /var/lib/docker || return 0
  trash=.trash/$(date +%s%N)
  mkdir -p $trash
  for mount in image/*/layerdb/mounts/*; do
    [ -d "$mount" ] || continue
    driver=$(echo "$mount" | cut -d / -f 2)
    for id in mount-id init-id; do
      layer=$(cat "$mount/$id" 2>/dev/null)
      case "$layer" in '' | */* | .*) continue ;; esac
      link=$(cat "$driver/$layer/link" 2>/dev/null) && rm -f "$driver/l/$link"
      for part in "$driver/$layer" "$driver/dir/$layer"; do [ ! -e "$part" ] || mv "$part" $trash/$layer; done
    done
    mv "$mount" $trash/
  done
  for part in containers network volumes containerd runtimes tmp; do [ ! -e $part ] || mv $part $trash/; done
  rm -rf .trash 4>&- 6<&- &
  cd /
}
# With a single id there is neither a group 5 for terminals nor may groups be set: take both out of what Docker asks for.
wrap_runc() {
  real=$(command -v runc)
  cat >/run/bridgework/bin/runc <<RUNC
#!/bin/sh
before=
for word; do
  case \$before in --bundle | -b) file=\$word/config.json ;; --process | -p) file=\$word ;; *) file= ;; esac
  [ ! -f "\$file" ] || sed -i -e 's/,"gid=5"//' -e 's/,"additionalGids":\[[0-9,]*\]//' "\$file"
  before=\$word
done
exec $real "\$@"
RUNC
  chmod 755 /run/bridgework/bin/runc
}
say phase engine
[ "$BW_IDS" != single ] || wrap_runc
forget_containers
start_engine
`;

/** Waits for the engine (once with an emptied data root, should the old one be damaged) and for its image. */
export const engineWait = String.raw`
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
fi
found=$(docker_get "images/$BW_IMAGE/json")
exec 6<&-
case "$found" in *bridgework.stand-in*) image=stand-in ;; *) image=stock ;; esac
`;
