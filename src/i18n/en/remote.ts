/** Grading machines over ssh: targets, inventories, fan-out. */
export const remote = {
  'remote.fail.no-ssh': 'This machine has no ssh program.',
  'remote.fail.too-much': '{name} sent more than {megabytes} MB as its answer; it was cut off.',
  'remote.fail.closed': 'The connection to {name} has been closed.',
  'remote.fail.host-key-unknown':
    '{name}: its host key is not known here, so nobody can say that it is this machine. ssh says: {detail}',
  'remote.fail.host-key-changed':
    '{name}: its host key is not the one that is known here. It was set up anew, or somebody answers in its place. ssh says: {detail}',
  'remote.fail.refused': '{name} does not let us in. ssh says: {detail}',
  'remote.fail.unreachable': '{name} cannot be reached. ssh says: {detail}',
  'remote.fail.hung-up':
    '{name}: its sshd, a jump host or a ProxyCommand hung up before it had said anything, {times} times. The machine may be off; or an sshd takes only so many connections at once (MaxStartups): then a smaller --jobs helps.',
  'remote.fail.no-root': '{name}: that user is not root there, and sudo wants a password: {detail}',
  'remote.fail.ended': '{name} closed the connection before it had answered: {detail}',
  'remote.fail.garbled': 'What the machine answered is no look at a lab: {reason} {detail}',
  'remote.fail.time': '{name} had not answered after {seconds} seconds.',
  'remote.fail.interrupted': 'Ctrl-C, before {name} had answered.',
  'remote.progress.running': '{target}: looking, {seconds} s',
  'remote.progress.total': '{done} done, {running} being looked at',
  'remote.bad-jobs': '--jobs is a number from 1 to 200, not {jobs}.',
  'remote.target.shape': '{target} is no target: write ssh://user@host or ssh://user@host:port.',
  'remote.target.password':
    '{target}: a password has no place in a target, where every program on this machine can read it. Use a key or an agent.',
  'remote.target.host': '{target}: that is no name or address of a machine.',
  'remote.target.user': '{target}: that is no name of a user.',
  'remote.target.port': '{target}: a port is a number from 1 to 65535.',
  'remote.target.twice': '{target} is there twice.',
} as const;
