import { allChecks } from '../../../checks/index.ts';
import { course as definition } from '../../../lessons/course.ts';
import { defaultParams } from '../../../lessons/params/params.ts';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import { taught } from '../../../lessons/testing/taught.ts';
import { stepsOf } from '../../../src/course/course.ts';
import { type Captured, judgeCaptured } from '../../../src/grade/evidence/captured.ts';
import { captureForGrade } from '../../../src/grading/remote/capture.ts';
import { translator } from '../../../src/i18n/translate.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';

/** A lab that is graded again and again, each time after somebody has done something to it. */
export interface GradedLab {
  /** Runs as the lab's root; throws unless it ends with 0. */
  sh(script: string): Promise<string>;
  /** Everything away, as a fresh lab is. */
  reset(): Promise<void>;
  /** The course's commands, other ones in place of those of some steps. */
  play(instead?: { readonly [step: string]: readonly string[] }): Promise<void>;
  /** Checks of the lessons after those that these steps are in. */
  later(steps: readonly string[]): readonly string[];
  /** What does not pass: `CHECK verdict`, of what could not be judged with why. */
  grade(): Promise<readonly string[]>;
  /** What the last grade saw. */
  captured(): Captured;
  end(): Promise<void>;
}

const clean = `
docker ps -aq | xargs -r docker rm -f -v >/dev/null
for link in $(ip -o link | sed 's/^[0-9]*: \\([^:@]*\\).*/\\1/'); do case $link in lo | ens33) ;; *) ip link del $link 2>/dev/null || : ;; esac; done
nft flush ruleset
for tool in iptables iptables-legacy; do for table in raw mangle nat filter; do
  $tool -t $table -F 2>/dev/null && $tool -t $table -X; done; done
iptables-legacy -P FORWARD ACCEPT 2>/dev/null || :
iptables -P FORWARD DROP
conntrack -F 2>/dev/null || :
sysctl -qw net.bridge.bridge-nf-call-iptables=1 net.ipv4.ip_forward=1
`;

export async function gradedLab(name: string): Promise<GradedLab> {
  const home = await scratchHome();
  const lab = createSandbox({ name, home });
  const up = await lab.up(() => {});
  if (!up.ok) {
    await discardHome(home);
    throw new Error(JSON.stringify(up.error));
  }
  const course = await taught();
  const steps = stepsOf(course);
  const say = translator('en');
  let seen: Captured | undefined;
  const sh = async (script: string): Promise<string> => {
    const ran = await lab.run(`set -e\n${script}`, { timeoutMs: 100_000 });
    if (!ran.ok || ran.value.exitCode !== 0) throw new Error(`${script}: ${JSON.stringify(ran)}`);
    return ran.value.stdout;
  };
  return {
    sh,
    reset: async () => void (await sh(clean)),
    async play(instead = {}) {
      const lines = steps.flatMap(({ id, commands }) => instead[id] ?? commands);
      await sh(lines.filter((line) => !line.startsWith('docker exec -it')).join('\n'));
    },
    later(done) {
      const last = course.lessons.findLastIndex((lesson) => lesson.steps.some(({ id }) => done.includes(id)));
      return course.lessons
        .slice(last + 1)
        .flatMap((lesson) => lesson.steps.flatMap(({ checks }) => checks.map(({ id }) => id)));
    },
    async grade() {
      const captured = await captureForGrade(lab, {
        ...{ checks: allChecks, params: defaultParams, staging: definition, now: Date.now },
        signal: AbortSignal.timeout(100_000),
      });
      if (!captured.ok) throw new Error(JSON.stringify(captured.error));
      seen = captured.value;
      return judgeCaptured(seen, allChecks, definition).results.flatMap(({ check, verdict }) => {
        if (verdict.verdict === 'pass' || verdict.verdict === 'blocked') return [];
        if (verdict.verdict === 'fail') return [`${check.id} fail ${verdict.diagnosis?.id ?? ''}`];
        return [`${check.id} ${verdict.unjudged ?? 'not seen'}: ${say(verdict.cause)}`];
      });
    },
    captured() {
      if (!seen) throw new Error('nothing was graded yet');
      return seen;
    },
    end: () => discardHome(home),
  };
}
