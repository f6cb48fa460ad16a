# shellcheck shell=sh
# Takes away the containers called NAMES, but none that was KNOWN before: one a line.
docker ps -aq --no-trunc | while read -r id; do
  ! printf '%s\n' "$KNOWN" | grep -qxF -e "$id" || continue
  ! printf '%s\n' "$NAMES" | grep -qxF -e "$(docker inspect -f '{{.Name}}' "$id")" || docker rm -f "$id"
done
