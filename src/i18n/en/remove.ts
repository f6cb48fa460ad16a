/** Taking away what was put on a machine. */
export const remove = {
  'remove.here':
    'The lab "here" of this machine is up, or has not been given back since. First: sudo bridgework lab down --lab here',
  'remove.will': 'will be removed: {path}',
  'remove.lab': 'will be ended and removed: the lab "{name}" ({state}), with its containers',
  'remove.proofs-stay': 'stays: {path} (--with-evidence removes it, too)',
  'remove.unknown': 'stays, as it is nothing of Bridgework: {path}',
  'remove.elsewhere': 'stays: a lab runs with another state folder. BRIDGEWORK_HOME={path} bridgework remove',
  'remove.cache': 'stays, as BRIDGEWORK_IMAGE_CACHE names it: {path}',
  'remove.machine':
    'stays: what made this a machine for the course (vagrant/provision.sh --vm); it is meant to be thrown away as a whole',
  'remove.ask': 'Remove this? [y/N] ',
  'remove.nobody': 'Nobody is here to ask, and nothing was removed. To remove it unasked: bridgework remove --yes',
  'remove.refused': 'Nothing was removed.',
  'remove.done': 'It is removed.',
  'remove.unfinished': 'Your own files are removed; what needs root is not: see above.',
  'remove.clone': 'The program itself is this folder, with all that it built and installed there: rm -rf {path}',
  'remove.package': 'The program itself is an npm package: npm uninstall --global bridgework',
} as const;
