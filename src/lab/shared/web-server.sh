# shellcheck shell=sh
# conf_of NODE LISTEN…: one process, no workers of its own; "combined" shows the client's address and the whole request
conf_of() {
  node=$1
  shift
  mkdir -p "$WEB/$node"
  printf 'master_process off; user root; worker_processes 1; pid %s/%s/pid; error_log /run/bridgework/log/%s.error.log;\n' "$WEB" "$node" "$node"
  printf 'events { worker_connections 512; }\nhttp {\n  access_log /run/bridgework/log/%s.access.log combined; default_type text/html; keepalive_timeout 5;\n' "$node"
  for area in client_body proxy fastcgi uwsgi scgi; do printf '  %s_temp_path %s/%s/%s;\n' $area "$WEB" "$node" $area; done
  printf '  server {\n'
  for at in "$@"; do printf '    listen %s;\n' "$at"; done
  # shellcheck disable=SC2016 # nginx's own variable
  printf '    location / { return 200 "<title>%s</title>\\n<p>This is %s. It saw you as $remote_addr.</p>\\n"; }\n  }\n}\n' "$node" "$node"
}
