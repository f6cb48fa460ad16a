# shellcheck shell=bash
# shellcheck disable=SC2154 # root, scratch: test-container.sh
# What the image must show. Each part ends the run when it does not hold.

image=bridgework-test
volume=bridgework-test
# The least: docs/container.md.
rights=(--cap-add SYS_ADMIN --security-opt "seccomp=$root/container/seccomp.json" --security-opt apparmor=unconfined)

# build_image TAG OPTION…
build_image() {
  "$root/container/build.sh" --tag "$@" --network=host >"$scratch/build.log" 2>&1 || {
    tail -n 30 "$scratch/build.log"
    return 1
  }
}

image_size() {
  local bytes
  bytes=$(docker image inspect -f '{{.Size}}' "$1")
  echo "    $bytes bytes unpacked"
  [ "$bytes" -le 600000000 ]
}

builds() {
  build_image $image
  image_size $image
}

# inside OPTION… -- COMMAND…: in a fresh container, without a terminal
inside() {
  local options=()
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  shift
  docker run --rm "${options[@]}" $image "$@" 2>&1
}

solves() {
  inside "${rights[@]}" -v bridgework-solved:/data -- sh -c '
    id -un; bridgework lab up && bridgework solve >/tmp/solve 2>&1 && bridgework check | tail -n 1' >"$scratch/solved"
  tail -n 1 "$scratch/solved" | sed 's/^/    /'
  grep -qx learner "$scratch/solved"
  grep -qE '^[1-9][0-9]* passed, 0 failed$' "$scratch/solved"
}

course() {
  open_screen "docker run -it --rm --name bridgework-screen ${rights[*]} -v $volume:/data $image"
}

first_step() {
  local began took
  docker volume rm -f $volume >/dev/null
  began=$(date +%s%N)
  course
  wait_for 'Bridgework' 60
  took=$((($(date +%s%N) - began) / 1000000))
  echo "    first frame $took ms after docker run, with an empty volume"
  [ "$took" -le 5000 ]
  wait_for '0\. Two containers without a network' 60
  wait_for 'r run' 60
  echo "    lab up after $((($(date +%s%N) - began) / 1000000)) ms"
  press r
  wait_for 'What do you expect' 30
  press 2
  wait_for 'Checks 3/3' 120
  press n
  wait_for '0\.2 ' 30
  press q
  wait_for 'ended: 0' 30
  close_screen
}

goes_on() {
  local began
  began=$(date +%s%N)
  course
  wait_for 'Bridgework' 60
  echo "    first frame $((($(date +%s%N) - began) / 1000000)) ms after docker run"
  wait_for '0\.2 ' 60
  wait_for '1/27' 60
  press q
  wait_for 'ended: 0' 30
  close_screen
}

# refused PATTERN OPTION…: no lab comes up, and both lines say what and how to go on
refused() {
  local pattern=$1 said
  shift
  if said=$(inside "$@" -- bridgework lab up); then
    echo "it came up with: $*" >&2
    return 1
  fi
  echo "$said" | tail -n 2 | sed 's/^/    /'
  echo "$said" | grep -qE "$pattern"
}

refuses() {
  local again='docker run -it --cap-add SYS_ADMIN --security-opt seccomp=unconfined'
  refused "$again"
  refused "$again" --cap-add SYS_ADMIN
  refused "$again" "${rights[@]:2}"
  refused "$again" --security-opt seccomp=unconfined
  # The entry point, which shows the whole /proc and /sys, was left out.
  if inside "${rights[@]}" --entrypoint setpriv -- --reuid=1000 --regid=1000 --clear-groups bridgework lab up >"$scratch/said"; then return 1; fi
  grep -q 'sudo sh -c .*sight' "$scratch/said"
}

# comes_up OPTION… -- COMMAND…
comes_up() {
  inside "$@" >"$scratch/said" || {
    tail -n 3 "$scratch/said"
    return 1
  }
  grep -q '  up  ' "$scratch/said"
}

other_ways() {
  comes_up "${rights[@]}" --entrypoint /usr/local/lib/bridgework/bin/bridgework -- lab up
  # As --privileged shows them: nothing covered. (Its other rights are more than a machine without all of them can give.)
  comes_up "${rights[@]}" --security-opt systempaths=unconfined -- bridgework lab up
  # What the refusal says to add.
  comes_up --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined -- bridgework lab up
}

# `docker exec` is root, and the lab is the learner's all the same; what was made goes on after the container was restarted.
second_terminal() {
  local lab
  docker run -d --name bridgework-stays "${rights[@]}" $image sleep infinity >/dev/null
  docker exec bridgework-stays bridgework lab up >/dev/null 2>&1
  lab=$(docker exec -u learner bridgework-stays bridgework lab status)
  [ "$(docker exec bridgework-stays bridgework lab status)" = "$lab" ]
  docker exec bridgework-stays sh -c '[ -z "$(find /data -maxdepth 3 -user root)" ]'
  docker restart -t 1 bridgework-stays >/dev/null
  docker exec bridgework-stays bridgework lab up 2>/dev/null | grep -o 'default  up'
}

holds() {
  inside -- sh -c '! command -v npm && ! ls /client /build /usr/local/lib/bridgework/node_modules 2>/dev/null; id -u; cat /proc/self/status' >"$scratch/held"
  grep -qx 1000 "$scratch/held"
  grep -qE '^CapEff:\s0+$' "$scratch/held"
}
