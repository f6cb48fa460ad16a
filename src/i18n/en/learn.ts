export const learn = {
  'learn.doctor-blocked': '{seen} {effect}',
  'learn.doctor-warned':
    'This machine: {first}{more, plural, =0 {} other { (and # more)}} What to do about it: bridgework doctor',
  'learn.timeout': 'Ended after {seconds} seconds: it did not finish by itself.',
  'learn.progress-damaged': 'The progress file could not be read. It was kept as {file}; progress starts afresh.',
  'learn.progress-newer':
    'The progress file was written by a newer Bridgework and stays untouched: {file}. Progress of this session is not saved.',
  'learn.progress-unreadable':
    'The progress file cannot be opened ({reason}): {file}. Progress of this session is not saved.',
  'learn.progress-unsaved': 'Progress could not be saved ({reason}): {file}',
  'learn.progress-stored': 'The old progress was kept as {file}.',
  'learn.request-unread':
    'The request came through, but that could not be judged. {reason} Write the rules without what Bridgework cannot follow.',
  'learn.request-contradicts':
    'The request came through, but that could not be judged: by links, routes and rules it would have ended as “{disposition}”. {reason} Somebody else has carried it.',
  'learn.round-broken': 'The lab answered, but its answer could not be read: {reason} {detail}',
  'learn.round-ended': 'Looking at the lab was cut off after {seconds} seconds.',
  'learn.unjudged':
    'Could not be judged: what the lab says cannot be read within {seconds} seconds. An honest lab takes less than one.',
  'learn.round-unstable':
    'The lab kept changing while it was looked at. Wait until nothing changes it, then check again.',
  'learn.looking-again': 'The lab changed while it was looked at: looking again.',
  'learn.undo-still-passes': 'Undo ran, but {checks} still {count, plural, one {passes} other {pass}}.',
  'learn.unproved': 'Not every check of {step} passes yet.',
  'learn.watch-lost': 'Changes of {source} cannot be listened to; they are noticed within a few seconds instead.',
  'learn.watch-unsubscribed':
    'The lab cannot be listened to ({why}); changes are noticed within a few seconds instead.',
  'learn.lost':
    '{why} {count, plural, one {# step that you had done does not hold any more.} other {# steps that you had done do not hold any more.}}',
  'learn.lost.meanwhile': 'Something has changed since you were here.',
  'learn.lost.both': '{all} {one}',
  'learn.lost.reboot': 'This machine was restarted: interfaces, addresses, routes and rules live only until then.',
  'learn.lost.restarted':
    '{name} was restarted: it has a new network namespace, and the cable to the old one is gone with it.',
  'learn.lost.replaced': '{name} is another container now: what was wired to the one before is gone with it.',
  'learn.lost.stopped': '{name} does not run any more, and its network namespace is gone with it.',
} as const;
