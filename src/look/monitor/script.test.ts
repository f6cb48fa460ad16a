import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { monitorScript } from './script.ts';

/** A bare Debian has these modules and no others. */
const bare = 'BEGIN { @INC = grep { m{/perl-base$} } @INC or die "no perl-base here: is this Debian?\\n" }\n';

test('the monitor needs no more of Perl than a bare Debian has', () => {
  const program = monitorScript().split("<<'PERL'\n")[1]?.split('\nPERL\n')[0];
  const compile = (text: string): string =>
    execFileSync('perl', ['-c'], { input: `${bare}${text}`, stdio: 'pipe' }).toString();
  expect(program).toContain('use strict');
  expect(() => compile(program ?? '')).not.toThrow();
  expect(() => compile('use Time::HiRes;')).toThrow('Time/HiRes.pm');
});
