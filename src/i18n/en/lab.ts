export const lab = {
  'lab.phase.build-image': 'Building the offline nginx image (first time only)…',
  'lab.phase.fetch-package': 'Fetching Debian’s {name} for it (nothing is installed)…',
  'lab.phase.namespaces': 'Making the lab’s namespaces…',
  'lab.phase.engine': 'Starting a private Docker Engine…',
  'lab.phase.network': 'Building the lab’s network…',
  'lab.phase.image': 'Loading the image into the lab’s engine…',
  'lab.warn.single-id':
    'You have no range of subordinate ids (/etc/subuid, /etc/subgid), so the lab has only one user. The course works all the same.',
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
  'lab.fail.no-such-node': 'The lab has no node "{node}".',
  'lab.fail.cancelled': 'Cancelled; nothing was left running.',
  'lab.fail.stuck': 'The lab’s first process ({pid}) did not end in time.',
  'lab.fail.missing-programs': 'The lab needs programs that this machine does not have: {programs}.',
  'lab.fail.no-userns':
    'This machine allows no user namespaces (user.max_user_namespaces is 0), and the lab is made of them.',
  'lab.fail.userns-switched-off':
    'Ordinary users may not make user namespaces here (kernel.unprivileged_userns_clone is 0).',
  'lab.fail.apparmor-userns':
    'AppArmor keeps ordinary users from using user namespaces here (kernel.apparmor_restrict_unprivileged_userns is 1).',
  'lab.fail.chroot': 'This is a chroot, where the kernel refuses user namespaces. Start Bridgework outside of it.',
  'lab.fail.userns-refused': 'The kernel refused a user namespace: {detail}',
  'lab.fail.id-map': 'The lab’s user ids could not be mapped: {detail}',
  'lab.fail.no-kernel-feature': 'The running kernel lacks something that the lab needs: {feature}.',
  'lab.fail.disk-full': 'Too little space at {path}: {free} MB free, 300 MB needed.',
  'lab.fail.state-folder': 'The state folder cannot be used ({path}): {detail}',
  'lab.fail.file-view': 'The lab’s private file view could not be built: {detail}',
  'lab.fail.network': 'The lab’s network could not be built: {detail}',
  'lab.fail.engine': 'The lab’s Docker Engine did not come up: {detail}',
  'lab.fail.image-missing': 'There is no image for the containers, and the offline one could not be built: {detail}',
  'lab.fail.no-package-lists': 'There is no image yet, and apt has no lists of packages to build the offline one from.',
  'lab.fail.died': 'The lab ended while it was starting: {detail}',
} as const;
