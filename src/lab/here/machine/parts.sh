# shellcheck shell=sh
# Functions for scripts that print parts; `partsOf` (parts.ts) reads them.
export LC_ALL=C
part() {
  printf '\n@@bridgework-part %s\n' "$1"
  bw_name=$1; shift
  "$@" 2>/dev/null
  printf '\n@@bridgework-part %s\n%s\n' "$bw_name/status" "$?"
}
docker_networks() {
  # shellcheck disable=SC2016 # Docker's own variable
  timeout 10 docker network ls -q | xargs -r timeout 10 docker network inspect \
    -f '{{$n := .Name}}{{range .IPAM.Config}}{{$n}} {{.Subnet}}{{"\n"}}{{end}}'
}
