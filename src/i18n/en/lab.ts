export const lab = {
  'lab.phase.build-image': 'Building the offline nginx image (first time only)…',
  'lab.phase.fetch-package': 'Fetching Debian’s {name} for it (nothing is installed)…',
  'lab.phase.namespaces': 'Making the lab’s namespaces…',
  'lab.phase.engine': 'Starting a private Docker Engine…',
  'lab.phase.network': 'Building the lab’s network…',
  'lab.phase.image': 'Loading the image into the lab’s engine…',
  'lab.warn.single-id':
    'You have no range of subordinate ids (/etc/subuid, /etc/subgid), or newuidmap is missing, so the lab has only one user. The course works all the same.',
  'lab.fail.bad-name':
    'A lab cannot be called "{name}": use up to 31 small letters, digits and hyphens, with no hyphen first.',
  'lab.fail.busy': 'Somebody else is starting or stopping "{name}" right now. Wait for that to finish, then try again.',
  'lab.fail.not-up': 'The lab "{name}" is not up.',
  'lab.plan.value': 'A lab cannot have {value} as its {name}.',
  'lab.plan.address':
    'A lab cannot have {value} as its {name}: it must be a usual host address, and 203.0.113.0/24 is its internet.',
  'lab.plan.lan': 'In a sandbox, host and outside are neighbours: {host} and {outside} must lie in the same /24.',
  'lab.fail.other-plan':
    'The lab {name} is up with {has}, but {asked} is asked for. Give the same parameters, take another --lab, or end this one first.',
  'lab.fail.older-lab':
    'The lab {name} was made by an older Bridgework and cannot be used by this one. Progress is kept, and so is evidence: end the lab, and "bridgework solve" builds up to where you were.',
  'lab.fail.newer-lab':
    'The lab {name} was made by a newer Bridgework than this one: use that, or end the lab. Progress and evidence are kept.',
  'lab.fail.no-such-node': 'The lab has no node "{node}".',
  'lab.fail.cancelled': 'Cancelled; nothing was left running.',
  'lab.fail.stuck': 'The lab’s first process ({pid}) did not end in time.',
  'lab.fail.missing-programs': 'The lab needs programs that this machine does not have: {programs}.',
  'lab.fail.missing-programs-here':
    'The lab needs programs that this machine does not have: {programs}. Its package manager has them.',
  'lab.fail.not-docker':
    '{file} is {is, select, podman {Podman} other {a snap}}, which cannot work in a lab. What the lab needs beside it: {programs}.',
  'lab.fail.no-userns':
    'This machine allows no user namespaces (user.max_user_namespaces is 0), and the lab is made of them.',
  'lab.fail.userns-switched-off':
    'Ordinary users may not make user namespaces here (kernel.unprivileged_userns_clone is 0).',
  'lab.fail.apparmor-userns':
    'AppArmor keeps ordinary users from using user namespaces here (kernel.apparmor_restrict_unprivileged_userns is 1).',
  'lab.fail.chroot': 'This is a chroot, where the kernel refuses user namespaces. Start Bridgework outside of it.',
  'lab.fail.userns-refused':
    'The kernel refused a user namespace, as many containers and some policies have it do: {detail}',
  'lab.fail.id-map':
    'The lab’s user ids could not be mapped: {detail}. The ranges in /etc/subuid and /etc/subgid must be yours.',
  'lab.fail.no-kernel-feature':
    'The running kernel lacks something that the lab needs: {feature}. In a container, the command is for the machine that runs it; in WSL, it is "wsl --update".',
  'lab.fail.container': 'This container is not allowed what a lab needs ({detail}). This starts one that is:',
  'lab.fail.container-sight':
    'No lab can have a /proc and a /sys of its own in this container, as it sees only parts of them. Its root can show the whole:',
  'lab.fail.container-blind':
    'No lab can have a /proc and a /sys of its own in this container: it sees only parts of them itself. This starts one that can:',
  'lab.fail.disk-full': 'Too little space at {path}: {free} MB free, 300 MB needed.',
  'lab.fail.files-full':
    'Too few files can still be made at {path}: {free}, and 2000 are needed. Something has very many small ones.',
  'lab.fail.state-file-system':
    'The state folder ({path}) is on {kind}, which holds no owners, sockets and layers as a lab needs them. Put it on a disk with a file system of Linux’s own.',
  'lab.fail.state-folder': 'The state folder cannot be used ({path}): {detail}',
  'lab.fail.link':
    '{path} is a link to somewhere else, so nothing there is touched. A lab has a folder of its own: delete the link.',
  'lab.fail.file-view': 'The lab’s private file view could not be built: {detail}',
  'lab.fail.network': 'The lab’s network could not be built: {detail}',
  'lab.fail.engine': 'The lab’s Docker Engine did not come up: {detail}',
  'lab.fail.image-missing': 'There is no image for the containers, and the offline one could not be built: {detail}',
  'lab.fail.image-programs':
    'There is no image yet. Where no Debian packages can be unpacked it is made of this machine’s own programs, and these are missing: {programs}.',
  'lab.fail.no-package-lists': 'There is no image yet, and apt has no lists of packages to build the offline one from.',
  'lab.fail.died': 'The lab ended while it was starting: {detail}',
  'lab.here.phase.look': 'Looking at this machine…',
  'lab.here.phase.image': 'Looking for the containers’ image…',
  'lab.here.phase.network': 'Putting outside and internet on the cable of this machine’s card…',
  'lab.here.not-declared':
    'The lab "here" works on this very machine: its network card, its firewall, its Docker. It does so only where {file} says that the machine may be broken (provisioning the Vagrant VM writes it), or with --this-machine-is-disposable. The sandbox has the same course and touches nothing of this machine.',
  'lab.here.bad-declaration':
    '{file} does not count: it must be a file of root’s, in a folder of root’s, and nobody else may be able to write either.',
  'lab.here.not-root':
    'The lab "here" changes this machine’s own network, which only root may do. Start the same command as root; the sandbox needs no root.',
  'lab.here.other-course': 'This course needs more than this one machine. In a sandbox it can be done.',
  'lab.here.no-tools': 'This machine’s ip(8) gave no answer that can be read.',
  'lab.here.no-uplink':
    'The way out of this machine (it leads to {device}) does not go through an Ethernet-like card with a gateway. The course needs one; the sandbox brings its own.',
  'lab.here.no-lan':
    '{uplink} has {address}: that network has no room for a neighbour, and the course needs one. The sandbox brings its own.',
  'lab.here.no-engine': 'Docker does not answer at its usual socket: {detail}',
  'lab.here.foreign-engine':
    'Docker answers, but it does not run on this kernel in this network ({detail}), so its containers cannot be wired from here. The sandbox brings its own.',
  'lab.here.taken': 'This machine already has something that the lab needs the name of: {what}.',
  'lab.here.other-machine': 'On this machine the course must have {values}.',
  'lab.here.uplink-gone':
    'This machine’s own card {uplink} is gone from it. Most likely it was moved into a container; this brings it back, then ask for an address again (dhclient, or restart the network).',
  'lab.here.half': 'Something of this lab is gone. What is left of it is taken away, and it is set up anew.',
  'lab.here.rebooted':
    'This machine was restarted since: links, addresses, routes and rules of the course are gone, and its containers have stopped.',
  'lab.here.unsettled':
    'This machine cannot be looked at whole (does Docker answer?), so what the course changed was not undone yet. Nothing is forgotten: try again.',
  'lab.here.left': 'Could not be put back as it was ({count}): {what}',
  'lab.here.differs': 'Not as in the source, because this is a real machine: {differences}.',
  'lab.here.list': '{list}; {one}',
  'lab.here.differs.uplink': 'the card that leads out is called {uplink} (source: {source})',
  'lab.here.differs.host': '{uplink} has the address {address} ({source})',
  'lab.here.differs.outside': 'outside gets the free address {address} ({source})',
  'lab.here.differs.subnet': 'the containers’ network is {subnet}, since {network} ({owner}) is in the way of {source}',
  'lab.here.differs.name': '{name} instead of {source}, whose name is taken',
  'lab.here.differs.peer':
    'this machine has an eth0 of its own, so the far ends of the cables are called {peer} and so on until they are inside',
  'lab.here.differs.service': 'the host’s own web server has port {port}, since {source} is in use',
  'lab.here.guard':
    'bridgework: refused. NIC is this machine’s own network card. Moved into a container, it would take the machine off the network: address, routes and your ssh session gone. Move the far end of the cable instead, or make it right inside: ip link add CABLE type veth peer name eth0 netns PID',
  'lab.here.guard-peer':
    'bridgework: refused. NIC is already the name of this machine’s own network card. Make the far end right inside the container: ip link add CABLE type veth peer name NIC netns PID. Or give it another name here, and rename it inside.',
  'lab.here.guard-line':
    'bridgework: not run. {card} is this machine’s own network card, and this line would move it into another network namespace: address, routes and your ssh session would be gone.',
} as const;
