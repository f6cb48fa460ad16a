import { allChecks } from '../../checks/index.ts';
import { course } from '../../lessons/course.ts';
import { defaultParams } from '../../lessons/params/params.ts';
import { captureForGrade, type Place } from '../../src/grading/remote/capture.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { script } from '../bench/lab.ts';

const folder = '/run/replay';
/** What the round's script printed, as it came: for a peer that only looks. */
export const recordedAnswer = `${folder}/round.txt`;

/**
 * Looks at a lab once as a grade does, and puts into it a shell that gives the same answers again: it reads the scripts that
 * come over ssh, and prints the first recorded answer for the first, the second for the second, with the nonces and marks of
 * today. What is left of a machine's work is a few processes. Returns the shell's path in the lab.
 */
export async function replayed(lab: Lab): Promise<string> {
  const answers: { readonly nonce: string; readonly stdout: string }[] = [];
  const recording: Place = {
    name: lab.name,
    async run(sent, options) {
      const ran = await lab.run(sent, options);
      const nonce = /^BW_NONCE=([0-9a-f]{16})$/m.exec(sent)?.[1];
      if (ran.ok && nonce !== undefined) answers.push({ nonce, stdout: ran.value.stdout });
      return ran;
    },
  };
  const captured = await captureForGrade(recording, {
    checks: allChecks,
    params: defaultParams,
    staging: course,
    signal: AbortSignal.timeout(120_000),
    now: Date.now,
  });
  if (!captured.ok) throw new Error(captured.error.code);
  await script(lab, `mkdir -p ${folder}`);
  for (const [index, { nonce, stdout }] of answers.entries()) {
    const frame = stdout.slice(stdout.indexOf(`${nonce} begin`) + 22, stdout.lastIndexOf(`${nonce} end`));
    await put(lab, `${index}.frame`, Buffer.from(frame, 'base64').toString('latin1').replaceAll(nonce, '@NONCE@'));
    await put(lab, 'round.txt', stdout);
  }
  await put(lab, 'shell', shell);
  await script(lab, `chmod 755 ${folder}/shell`);
  return `${folder}/shell`;
}

async function put(lab: Lab, name: string, content: string): Promise<void> {
  const encoded = Buffer.from(content, 'latin1').toString('base64');
  await script(lab, `base64 -d >${folder}/${name} <<'END'\n${encoded.replace(/.{76}/g, '$&\n')}\nEND`);
}

/** What asks for no shell of ours is run as it is. */
const shell = `#!/usr/bin/perl
use strict;
$| = 1;
my $asked = $ENV{SSH_ORIGINAL_COMMAND} // '';
exec '/bin/sh', '-c', $asked unless $asked =~ m{^/usr/bin/env -i .* /bin/sh -c };
my ($nonce, $turn) = ('', 0);
while (<STDIN>) {
  $nonce = $1 if /^BW_NONCE=([0-9a-f]{16})$/;
  next unless /^printf '\\\\n%s %s\\\\n' ([0-9a-f]{24}) "\\$1"$/;
  my $mark = $1;
  open my $frame, '-|', "sed 's/\\@NONCE\\@/$nonce/g' ${folder}/$turn.frame | base64" or die;
  local $/;
  my $encoded = <$frame>;
  print "$nonce begin\\n$encoded$nonce end\\n";
  print STDERR "$mark\\n";
  print "\\n$mark 0\\n";
  $turn++;
  $/ = "\\n";
}
`;
