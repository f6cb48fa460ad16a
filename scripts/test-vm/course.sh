# shellcheck shell=bash
# shellcheck disable=SC2016 # lines of shell for the machine
# shellcheck disable=SC2154 # scratch, here: test-vm.sh
# The whole course in the `here` lab of the machine: its own network, its own Docker.

prove_course() {
  part 'bridgework lab up: the machine itself is the lab' in_vm 'sudo bridgework lab up && sudo bridgework lab status'
  part 'the course is solved, verified on the way' in_vm 'sudo bridgework solve'
  part 'every check holds' checks_hold
  part 'port 5678 of this computer is answered by c1' answered_from_outside
  part 'a broken rule is found, and where the packet ends' breaks
  part 'solve fixes it' fixes
  part 'vagrant reload: what is gone is noticed' notices_reboot
  part 'the course goes on where it was' resumes
  part 'reset brings the machine back' resets
  part 'the course again, in Chinese' in_chinese 'sudo --preserve-env=LANG bridgework solve'
  part 'every check holds, in Chinese' checks_hold_in_chinese
}

# exit_of EXPECTED COMMAND…: it must end with this status.
exit_of() {
  local expected=$1 status=0
  shift
  "$@" || status=$?
  [ "$status" = "$expected" ] || {
    echo "exit $status instead of $expected: $*" >&2
    return 1
  }
}

checks_hold() { in_vm 'sudo bridgework check --json' >"$scratch/check.json" && grep -o '"summary":.*' "$scratch/check.json"; }

checks_hold_in_chinese() { in_chinese 'sudo --preserve-env=LANG bridgework check'; }

vm_address() { vagrant ssh-config | awk '$1 == "HostName" { print $2 }'; }

# Vagrant's forwarded port (with libvirt an ssh tunnel, which ends in the machine), and the machine's own address, as a
# neighbour in its LAN asks for it. c1's log must show both.
answered_from_outside() {
  local nonce="from-outside-$RANDOM$RANDOM"
  inside curl -sS --max-time 10 -o /dev/null -w '    forwarded port: %{http_code}\n' "http://127.0.0.1:5678/?$nonce-forwarded"
  inside curl -sS --max-time 10 -o /dev/null -w '    own address: %{http_code}\n' "http://$(vm_address):5678/?$nonce-direct"
  in_vm "docker logs c1 2>&1 | grep $nonce | sed 's/^/    /'" | tee "$scratch/answered.log"
  grep -q "$nonce-forwarded" "$scratch/answered.log"
  grep -q "$nonce-direct" "$scratch/answered.log"
}

breaks() {
  in_vm 'sudo iptables -t nat -S PREROUTING | grep 5678 | head -n 1 | sed "s/^-A/-D/" | xargs sudo iptables -t nat'
  exit_of 1 in_vm 'sudo bridgework check' | tail -n 20
}

fixes() { in_vm 'sudo bridgework solve && sudo bridgework check >/dev/null' && answered_from_outside; }

notices_reboot() {
  vagrant reload --no-provision
  local status=0
  in_vm 'sudo bridgework check' >"$scratch/after-boot.log" 2>&1 || status=$?
  tail -n 15 "$scratch/after-boot.log"
  [ "$status" = 1 ] || [ "$status" = 3 ]
}

resumes() { in_vm 'sudo bridgework lab up && sudo bridgework solve && sudo bridgework check >/dev/null' && answered_from_outside; }

facts_of_vm() { in_vm 'ip -br link | awk "{print \$1}"; ip route; sudo iptables-save | sed "s/\[.*//; /^#/d"; docker ps -aq | wc -l'; }

resets() {
  in_vm 'sudo bridgework reset'
  facts_of_vm >"$scratch/facts.reset"
  ! grep -qE 'br0|veth1|veth2|5678' "$scratch/facts.reset"
}
