import { spawnSync } from 'node:child_process';
import { langOf } from '../src/i18n/lang.ts';
import { runTui } from '../src/tui/app.ts';
import { realCourses } from '../src/tui/testing/fake-course.ts';
import { fakeSession } from '../src/tui/testing/fake-session.ts';

const session = fakeSession({
  course: realCourses.en,
  done: (process.env['DONE'] ?? '').split(',').filter(Boolean),
  ...(process.env['AT'] ? { at: process.env['AT'] } : {}),
  output: (c) => `output of ${c}\r\n\x1b[31mred\x1b[0m 10%\r100%\r\n`,
  hangs: !!process.env['HANGS'],
  ...(process.env['FAIL']
    ? {
        failure: {
          code: 'no-userns',
          text: { id: 'ui.bug.what' },
          mend: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
        },
      }
    : {}),
});
const exit = await runTui({
  session,
  courses: realCourses,
  lang: langOf(process.env),
  stdin: process.stdin,
  stdout: process.stdout,
  env: process.env,
  openShell: async () => {
    spawnSync('bash', ['--norc'], { stdio: 'inherit' });
    return true;
  },
});
process.stdout.write(`left: ${JSON.stringify(exit)}\n`);
