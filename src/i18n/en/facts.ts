/** Why a look at the lab failed. Our failure, never the learner's. */
export const facts = {
  'facts.node-missing': 'There is no {node} to look at.',
  'facts.node-stopped': '{node} exists but does not run, so there is nothing to look at inside it.',
  'facts.docker': 'Docker did not answer: {words}',
  'facts.program-missing': 'The program {program} is not there, so this could not be looked at.',
  'facts.program-timed-out': '{program} took too long and was ended.',
  'facts.program-failed': '{program} ended with exit code {code}: {words}',
  'facts.program-failed-silently': '{program} ended with exit code {code} and said nothing.',
  'facts.exec-late':
    'Docker took so long to start wget in the container that nothing can be said about the packet. Look again.',
  'facts.unreadable': 'The output of {program} could not be read.',
  'facts.rules-unreadable': 'The rules of {node} could not be read: line {line} of {source} says "{words}".',
  'facts.log-unreadable': 'The log of {node} could not be read, so nobody can say who answered.',
  'facts.not-looked': 'This was not looked at in this round.',
  'facts.too-much':
    'Could not be judged: the output for {what} has more than {megabytes} MB, which is not read. Nothing honest is as long.',
  'facts.round-cut': 'The look at the lab ended early; what it saw is incomplete.',
  'facts.round-garbled': 'What came back from the lab could not be read.',
  'facts.round-no-folder': 'The lab has no place for temporary files (tried /dev/shm, /run and /tmp).',
  'facts.round-version': 'This saved look was made by another version of Bridgework ({version}).',
} as const;
