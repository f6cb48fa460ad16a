# shellcheck shell=sh
# Loads IMAGE out of ARCHIVE, where the engine does not have it.
set -e
if ! docker image inspect "$IMAGE" >/dev/null 2>&1; then
  name=$(docker load -q <"$ARCHIVE" | sed -n 's/^Loaded image: //p' | head -n 1)
  [ "$name" = "$IMAGE" ] || docker tag "$name" "$IMAGE"
fi
