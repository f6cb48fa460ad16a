# shellcheck shell=sh
# With `--rootless`, Docker Engine 28 and newer ask RootlessKit which ports it forwards, before anything else comes up. Here is no
# RootlessKit; what answers for it says that there is no port driver: then the engine binds ports itself, which is what a lab is about.
# And that there is no network driver, in so many words: without these, `docker version` ends the connection (nil pointer).
# See docs/decisions/0018-an-answer-for-rootlesskit.md.
answer_for_rootlesskit() {
  folder=/run/bridgework/rootlesskit
  mkdir -p $folder
  {
    printf 'master_process off; user root; pid %s/pid; error_log /run/bridgework/log/rootlesskit.log;\n' $folder
    printf 'events { worker_connections 16; }\nhttp {\n  access_log off;\n'
    for area in client_body proxy fastcgi uwsgi scgi; do printf '  %s_temp_path %s/%s;\n' $area $folder $area; done
    printf '  server {\n    listen unix:%s/api.sock;\n    location = /v1/info {\n      default_type application/json;\n' "$ROOTLESSKIT_STATE_DIR"
    printf '      return 200 '"'"'{"apiVersion":"1.1.1","version":"0 (Bridgework answers for it)","stateDir":"%s","childPID":1,"networkDriver":{"driver":"none"},"portDriver":{"driver":"none"}}'"'"';\n' "$ROOTLESSKIT_STATE_DIR"
    printf '    }\n  }\n}\n'
  } >$folder/conf
  LD_LIBRARY_PATH=/run/bridgework/tools/lib "$(tool nginx)" -c $folder/conf -p $folder
}
answer_for_rootlesskit >/run/bridgework/log/rootlesskit.log 2>&1 3<&- 4>&- 6<&- || fail engine /run/bridgework/log/rootlesskit.log
