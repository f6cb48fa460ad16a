# shellcheck shell=bash
# shellcheck disable=SC2154 # root, scratch: test-container.sh
# .devcontainer/devcontainer.json as an editor uses it: builds its target, starts a container with its settings and the clone
# as its workspace, and comes in with `docker exec` as its user. What an editor makes of each setting was read in
# devcontainers/cli, src/spec-node/singleContainer.ts at 01a956e.

dev_image=bridgework-test-dev
dev_container=bridgework-editor
workspace=/workspaces/bridgework

# setting LINE…: what devcontainer.json says; LINE… is JavaScript that prints of `settings`, one word a line
setting() {
  node -e '
    const comments = /^ *\/\/.*$/gmu;
    const settings = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8").replace(comments, ""));
    const print = (...words) => { if (words.length > 0) console.log(words.join("\n")); };
    eval(process.argv[2]);' "$root/.devcontainer/devcontainer.json" "$1"
}

builds_for_editors() {
  local target
  target=$(setting 'print(settings.build.target)')
  build_image $dev_image --target "$target"
  image_size $dev_image
}

# Settings that an editor knows and this does not would go untested.
only_known_settings() {
  setting 'print(...Object.keys(settings))' >"$scratch/settings"
  ! grep -vxE 'name|build|capAdd|securityOpt|mounts|overrideCommand|remoteUser|updateRemoteUserUID' "$scratch/settings" || return 1
  # The image's own first program runs, and the ids of its user stay.
  [ "$(setting 'print(settings.overrideCommand, settings.updateRemoteUserUID)' | tr '\n' ' ')" = 'false false ' ]
}

# Its volume is another one, so that this machine's own engine could be used, too.
start_as_editor() {
  local options command
  mapfile -t options < <(setting '
    print(...settings.capAdd.flatMap((right) => ["--cap-add", right]));
    print(...settings.securityOpt.flatMap((option) => ["--security-opt", option]));
    print(...settings.mounts.flatMap((mount) => ["--mount", mount.replace("source=bridgework,", "source=bridgework-test-dev,")]));')
  mapfile -t command < <(docker image inspect -f '{{range .Config.Entrypoint}}{{println .}}{{end}}{{range .Config.Cmd}}{{println .}}{{end}}' $dev_image | sed '/^$/d')
  docker volume rm -f bridgework-test-dev >/dev/null
  # shellcheck disable=SC2016 # for the container's shell
  docker run -d --name $dev_container --mount "type=bind,source=$root,target=$workspace,consistency=cached" "${options[@]}" \
    --entrypoint /bin/sh $dev_image -c 'trap "exit 0" 15; exec "$@"; while sleep 1 & wait $!; do :; done' - "${command[@]}" >/dev/null
}

# in_editor [OPTION…] COMMAND…: what somebody types in the editor's terminal
in_editor() { docker exec -u "$(setting 'print(settings.remoteUser)')" -w $workspace "$@"; }

# The first frame first: nothing was prepared by another command.
serves_editors() {
  local began
  only_known_settings
  start_as_editor
  began=$(date +%s%N)
  open_screen "docker exec -it -u $(setting 'print(settings.remoteUser)') -w $workspace $dev_container bridgework learn"
  wait_for 'Bridgework' 60
  echo "    first frame after $((($(date +%s%N) - began) / 1000000)) ms"
  wait_for 'r run' 60
  press q
  wait_for 'ended: 0' 30
  close_screen
  in_editor $dev_container bridgework check >"$scratch/dev-check" 2>&1 || [ $? = 1 ]
  tail -n 1 "$scratch/dev-check" | grep -qE '^0 passed|[1-9][0-9]* failed'
  in_editor $dev_container bridgework solve >"$scratch/dev-solve" 2>&1
  in_editor $dev_container bridgework check | tail -n 1 | tee "$scratch/dev-check" | sed 's/^/    /'
  grep -qE '^[1-9][0-9]* passed, 0 failed$' "$scratch/dev-check"
  docker rm -f $dev_container >/dev/null
}
