# shellcheck shell=bash
# shellcheck disable=SC2154 # scratch, machine_pid, lab_tests: fresh-machine.sh
# What a fresh machine must show. Each part ends the run when it does not hold.

# shellcheck disable=SC2016 # dpkg-query's own placeholders
packages() { inside dpkg-query -W -f '${Package} ${Status}\n'; }

# As a power cut would: everything in the machine but its first process ends at once.
cut_off() {
  inside bash -c 'kill -KILL -1' || :
  close_screen
}

# Starts the course on a screen of its own; what it exits with is on the screen afterwards.
start_course() {
  open_screen "$1"
  # shellcheck disable=SC2016 # for the machine's shell
  type_line 'clear; npm start; echo "ended: $?"'
}

lesson_0='0\. Two containers without a network'

says_no() {
  packages >"$scratch/packages.before"
  start_course learner
  wait_for 'use sudo to do this now' 60
  show_screen 'what it asks'
  type_line n
  wait_for 'nothing was changed' 20
  wait_for 'ended: [1-9]' 20
  show_screen 'what it answers to "n"' | tail -n 5
  close_screen
  packages | diff "$scratch/packages.before" -
  inside test ! -e /usr/sbin/policy-rc.d
  inside test ! -s /etc/subuid
  as_learner 'test ! -e node_modules && test ! -e dist'
}

cut_off_in_apt() {
  start_course learner
  wait_for 'use sudo to do this now' 60
  type_line y
  wait_for 'Unpacking docker\.io' 300
  cut_off
  inside test -e /usr/sbin/policy-rc.d # so that nothing starts when it is fixed
}

cut_off_in_npm() {
  start_course learner
  wait_for 'an earlier install was cut off' 60
  wait_for 'use sudo to do this now' 60
  type_line y
  wait_for 'npm packages: [1-9][0-9]* of' 600
  show_screen 'npm at work' | tail -n 5
  cut_off
  inside test ! -e /usr/sbin/policy-rc.d
  as_learner 'test -e node_modules/.bridgework-installing'
}

first_lesson() {
  start_course learner
  wait_for 'an earlier install of the npm packages was cut off' 60
  wait_for "$lesson_0" 600
  show_screen 'the first screen'
}

first_step() {
  wait_for 'r run' 60
  press r
  wait_for 'What do you expect' 30
  press 2
  wait_for 'Checks 3/3' 120
  show_screen 'the first step, proved'
  ! screen | grep -E 'cannot be listened to' || return 1
  press q
  wait_for 'ended: 0' 30
  close_screen
}

# What was installed and built, and when.
installed() {
  packages
  inside sh -c "cd $1 && stat -c '%n %Y' node_modules/.bridgework-stamp dist/main.mjs"
}

second_start() {
  local began
  installed /home/learner/bridgework >"$scratch/installed.before"
  began=$(date +%s%N)
  start_course learner
  wait_for "$lesson_0" 60
  echo "    first screen after $((($(date +%s%N) - began) / 1000000)) ms"
  press q
  wait_for 'ended: 0' 30
  close_screen
  installed /home/learner/bridgework | diff "$scratch/installed.before" -
  echo '    0 packages installed, nothing built'
}

# Where a program of this name runs, it must be in a network of its own.
only_in_labs() {
  local pid own
  own=$(inside readlink /proc/1/ns/net)
  for pid in $(inside ps -e -o pid= -o comm= | awk '$2 ~ /^(dockerd|containerd)$/ { print $1 }'); do
    [ "$1" = up ]
    [ "$(inside readlink "/proc/$pid/ns/net")" != "$own" ]
  done
}

starts_no_service() {
  only_in_labs up
  as_learner 'bin/bridgework lab down'
  only_in_labs down
  inside test ! -e /usr/sbin/policy-rc.d
  [ -z "$(inside find /etc/systemd/system /etc/rc2.d /etc/rc3.d /etc/rc4.d /etc/rc5.d -name 'docker*' -o -name 'containerd*' -o -name 'S*docker')" ]
  inside grep -q '^learner:[0-9]*:65536$' /etc/subuid
  inside grep -q '^learner:[0-9]*:65536$' /etc/subgid
}

in_clone_of_root() { inside sh -c "cd /root/bridgework && $1"; }

as_root() {
  start_course root
  wait_for "$lesson_0" 600
  show_screen 'the first screen, as root' | head -n 4
  press q
  wait_for 'ended: 0' 30
  close_screen
  in_clone_of_root 'bin/bridgework lab down'
  only_in_labs down
}

# tests_pass WHO STAGES: WHO is as_learner or in_clone_of_root. Real-lab tests of root's run once more as an ordinary user (scripts/test.ts).
tests_pass() {
  "$1" "npm test -- --yes --only $2" >"$scratch/tests.log" 2>&1 || {
    grep -E '×|FAIL|FAILED' "$scratch/tests.log" || :
    tail -n 60 "$scratch/tests.log"
    return 1
  }
  tail -n 1 "$scratch/tests.log" | sed 's/^/    /'
}

prove_machine() {
  local debian="Debian $1"
  part "$debian: npm start names what it will install and asks; \"n\" changes nothing" says_no
  part "$debian: cut off while apt unpacks" cut_off_in_apt
  part "$debian: fixed; then cut off while npm installs" cut_off_in_npm
  part "$debian: fixed; npm start ends at lesson 0" first_lesson
  part "$debian: the first step runs and is proved" first_step
  part "$debian: a second npm start installs nothing" second_start
  part "$debian: no service was started or enabled; ids were given" starts_no_service
  part "$debian: npm start as root" as_root
  part "$debian: npm test, static and unit" tests_pass as_learner static,unit
  if [ "$lab_tests" = yes ] && [ "$1" != 12 ]; then part "$debian: npm test, labs, as root and as an ordinary user" tests_pass in_clone_of_root lab; fi
}
