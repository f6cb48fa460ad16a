# shellcheck shell=bash
# shellcheck disable=SC2016 # lines of shell for the machine
# shellcheck disable=SC2154 # scratch, machine_pid, provisioned, students: test-vm.sh
# What a learner, an instructor and a grader rely on, on a real machine.

vagrant_validate() {
  vagrant validate
  # Settings that make no sense are refused in one line.
  local said
  said=$(in_computer C.UTF-8 env BRIDGEWORK_MEMORY=lots vagrant validate 2>&1 || :)
  [[ $said == *'BRIDGEWORK_MEMORY must be a number'* ]]
}

prove_up() {
  part 'vagrant up: the box boots, Vagrant logs in' vagrant up --no-provision
  part 'what it runs on' what_it_is
}

what_it_is() {
  in_vm '. /etc/os-release; echo "    $PRETTY_NAME, Linux $(uname -r), $(nproc) processors, $(free -m | awk "/Mem/ {print \$2}") MiB"; ip -br addr | sed "s/^/    /"; systemd-analyze | head -n 1 | sed "s/^/    /"'
  in_vm 'test "$(id -un)" = vagrant && sudo -n true'
}

prove_provisioning() {
  if [ "$provisioned" = no ]; then part 'provisioning, killed while apt unpacks Docker' provisioning_cut_off; fi
  part 'provisioning, to the end' vagrant provision
  part 'provisioning again changes nothing' provisioned_twice
  part 'the machine: Docker, image, kernel, declaration, completion' machine_is_ready
  part 'doctor has nothing to warn of' doctor_is_content
  part 'vagrant ssh greets, in English and in Chinese' greets
  part 'vagrant reload: all of it is there after a boot' vagrant reload
  part 'the machine after the boot' machine_is_ready
}

# As a power cut would: Vagrant and the machine end at once.
provisioning_cut_off() {
  in_computer C.UTF-8 sh -c 'echo $$ >/run/provisioning; exec vagrant provision' >"$scratch/cut-off.log" 2>&1 </dev/null &
  if ! wait_until 1200 grep -q 'Unpacking docker' "$scratch/cut-off.log"; then
    tail -n 30 "$scratch/cut-off.log"
    return 1
  fi
  inside sh -c 'kill -KILL "$(cat /run/provisioning)"; virsh -c qemu:///system destroy "$(virsh -c qemu:///system list --name | head -n 1)"'
  vagrant up --no-provision
}

# The states of packages, services and files that provisioning makes.
state_of_vm() {
  in_vm 'dpkg-query -W -f "\${Package} \${Version} \${Status}\n"; systemctl is-enabled docker containerd
    sudo sh -c "cd / && find etc usr/local opt/bridgework/node_modules -xdev -type f ! -name \"*.cache\" -printf \"%p %s %m %u\n\"" | sort'
}

provisioned_twice() {
  state_of_vm >"$scratch/state.before"
  vagrant provision >"$scratch/twice.log" 2>&1
  state_of_vm | diff "$scratch/state.before" -
}

machine_is_ready() {
  # ssh answers before the boot has come to Docker.
  in_vm 'set -e
    timeout 300 systemctl is-system-running --wait >/dev/null || :
    systemctl is-active --quiet docker
    docker image inspect -f "    image {{index .RepoTags 0}} {{.Architecture}}" nginx:1.13.3-alpine
    test "$(cat /proc/sys/net/bridge/bridge-nf-call-iptables)" = 1
    test "$(cat /proc/sys/net/ipv4/ip_forward)" = 1
    sudo iptables -S FORWARD | head -n 1 | grep -qx -- "-P FORWARD DROP"
    test "$(stat -c "%U %a" /etc/bridgework/disposable)" = "root 644"
    test "$(wc -l </etc/bridgework/disposable)" = 1
    bash -ic "source /usr/share/bash-completion/bash_completion; _completion_loader bridgework; complete -p bridgework" 2>/dev/null | grep -q bridgework
    cd /tmp && bridgework --version | sed "s/^/    bridgework /"
    sudo bridgework course list --json | grep -q hairpin'
}

# Nothing to warn of on a machine that we set up ourselves.
doctor_is_content() {
  in_vm 'sudo bridgework doctor --lab here' >"$scratch/doctor.txt" || :
  tail -n 1 "$scratch/doctor.txt" | sed 's/^/    /'
  ! grep -A 2 '^[▲✘!]' "$scratch/doctor.txt"
}

# On a real terminal, with the learner's own language.
greets() {
  local line
  line=$(greeting C.UTF-8)
  [[ $line == *'start the course: sudo bridgework'*'.bridgework-autostart'* ]]
  echo "    $line"
  line=$(greeting zh_CN.UTF-8)
  [[ $line == *'开始课程：sudo bridgework'* ]]
  echo "    $line"
}

greeting() { echo exit | in_computer "$1" script -qfc 'vagrant ssh' /dev/null | tr -d '\r' | grep -a -m 1 'sudo bridgework'; }

destroyed() {
  vagrant destroy --force
  [ -z "$(inside virsh -c qemu:///system list --all --name)" ]
  ! inside virsh -c qemu:///system vol-list default | grep -q '_bridgework\|_student'
  ! inside curl -s --max-time 4 -o /dev/null http://127.0.0.1:5678/
}

prove_students() {
  # shellcheck disable=SC2034 # read by in_computer
  with_students=$students with_memory=1024
  part 'vagrant destroy, before the class' vagrant destroy --force
  part "vagrant up with $students students" vagrant up --no-provision
  part 'the inventory leads to every student, over their private network too' inventory_works
}

inventory_works() {
  local inventory=/root/bridgework/vagrant/inventory.ini n
  inside cat "$inventory" | sed 's/^/    /'
  [ "$(inside grep -c '^student' "$inventory")" = "$students" ]
  for n in $(seq "$students"); do
    on_student "$n" '$ansible_host' hostname | grep -qx "student$n"
    on_student "$n" '$private_address' hostname | grep -qx "student$n"
    # The neighbours see each other.
    on_student "$n" '$ansible_host' "sudo ping -c 1 -W 9 192.168.56.$((11 + n % students))" >/dev/null
  done
}

# on_student N ADDRESS COMMAND: over ssh with what the inventory says; ADDRESS is the variable of it to go to.
on_student() {
  inside bash -c 'eval "$(grep "^$1 " "$2" | cut -d" " -f2-)" && ssh $ansible_ssh_common_args -q -i "$ansible_ssh_private_key_file" \
    -p "$ansible_port" "$ansible_user@'"$2"'" "$3"' bash "student$1" /root/bridgework/vagrant/inventory.ini "$3" </dev/null
}
