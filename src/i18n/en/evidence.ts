/** Evidence files: what was seen when a grade was given, signed. */
export const evidence = {
  'evidence.foreign': 'This is no evidence file of Bridgework.',
  'evidence.version': 'This evidence file was made by a newer Bridgework (version {version} of the format).',
  'evidence.truncated': 'The file is cut off: it ends at line {line}, without its seal.',
  'evidence.tampered':
    'The file was changed after it was made: line {line} does not follow from what stands before it.',
  'evidence.signature': 'The file was changed after it was made: its signature does not fit.',
  'evidence.untrusted': 'The file was signed by the key {key}, which is not one of those that count here.',
  'evidence.inconsistent': 'The file was signed, but contradicts itself: record {line} does not belong there.',
  'evidence.replayed': 'The same look is also in {file}; each look counts once.',
  'evidence.older': 'There is a later look at the same target among these files: {file}.',
  'evidence.other': 'The file is about {whose}, not about {asked}.',
  'evidence.unreadable': 'The file could not be read: {reason}',
  'evidence.key-unwritten':
    'The key could not be written to {file}: {reason}. Nothing was left there. Make room for it, or name another file with BRIDGEWORK_EVIDENCE_KEY, and do it again.',
  'evidence.key-open': 'Others may read the private key {file}: it is not used. Take their rights away (chmod 600).',
  'evidence.key-kind': '{file} is no Ed25519 key.',
  'evidence.key-unreadable': 'The key {file} could not be read: {reason}',
  'evidence.key-made':
    'Made a key to sign evidence with: {file} (keep it to yourself), and {public} for whoever checks. Its fingerprint: {key}',
  'evidence.no-key':
    'There is no public key to check with. Name one with --key, or make your own with "bridgework evidence key".',
  'evidence.verified':
    '{file}: untouched since {at}. {target}, signed by {key}; {rounds, plural, one {# round} other {# rounds}}, {looks, plural, one {# look} other {# looks}}; graded by the plan {plan} ({version}).',
  'evidence.plan-whole': 'of the whole course',
  'evidence.allowed': '{file}: {check} counts as passed from now on, wherever this file is graded. {reason}',
  'evidence.allow-none': '{check} is not in {file}, or it could be judged. These could not: {checks}',
  'evidence.allow-reason': 'A reason has 1 to {most} characters.',
  'evidence.refused': '{file}: {reason}',
  'evidence.folder': 'The folder for evidence cannot be used ({reason}): {folder}',
  'evidence.changed':
    '{file}: judged anew, {count, plural, one {# verdict is} other {# verdicts are}} other than then: {checks}.',
} as const;
