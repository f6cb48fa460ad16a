# shellcheck shell=sh
# Docker Engine: started early, so that it comes up while the network is being built.
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
  mkdir -p "$trash"
  for mount in image/*/layerdb/mounts/*; do
    [ -d "$mount" ] || continue
    driver=$(echo "$mount" | cut -d / -f 2)
    for id in mount-id init-id; do
      layer=$(cat "$mount/$id" 2>/dev/null)
      case "$layer" in '' | */* | .*) continue ;; esac
      link=$(cat "$driver/$layer/link" 2>/dev/null) && rm -f "$driver/l/$link"
      for part in "$driver/$layer" "$driver/dir/$layer"; do [ ! -e "$part" ] || mv "$part" "$trash/$layer"; done
    done
    mv "$mount" "$trash/"
  done
  for part in containers network volumes containerd runtimes tmp; do [ ! -e $part ] || mv $part "$trash/"; done
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
