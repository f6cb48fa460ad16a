import { course } from '../../lessons/course.ts';
import { createSandbox } from '../../lessons/testing/lab.ts';
import { sceneOf } from '../../src/course/scene.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { createLooker } from '../../src/look/looker.ts';
import { quote } from '../../src/text/quote.ts';
import type { Check, CheckResult } from '../../src/verify/check.ts';
import { params } from './draft.ts';

const bound = 60_000;

/** A real lab of a test's own; `end` leaves nothing. */
export interface TestLab {
  readonly lab: Lab;
  /** Runs shell lines in the lab as a learner's terminal would (docker exec -it needs one); throws when a line fails. */
  sh(...lines: readonly string[]): Promise<string>;
  /** As after the lab's start: no containers, bridges, rules, routes of the learner. */
  clean(): Promise<void>;
  /** Looks and judges, as a learner's own look does: with the walks of requests that failed. */
  look(checks: readonly Check[]): Promise<readonly CheckResult[]>;
  end(): Promise<void>;
}

/** Takes away whatever a learner may have made, without a new lab. */
const cleaning = `
docker rm -f $(docker ps -aq)
for link in $(ls /sys/class/net); do case $link in lo|ens33) ;; *) ip link del "$link" ;; esac; done
ip route show | grep -v -e ^default -e 'proto kernel' | sed 's/ linkdown.*//' | while read -r route; do ip route del $route; done
for tool in iptables iptables-legacy; do
  for table in filter nat raw; do $tool -t "$table" -F; $tool -t "$table" -X; done
done
iptables -P FORWARD DROP
nft -a list tables | grep -w -e lab -e labx | sed 's/ #.*//' | while read -r table; do nft delete $table; done
sysctl -w net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
ip neigh flush all
conntrack -F
`;

export async function testLab(name: string): Promise<TestLab> {
  const home = await scratchHome();
  const lab = createSandbox({ name, home });
  const up = await lab.up(() => {});
  if (!up.ok) await discardHome(home);
  if (!up.ok) throw new Error(`${up.error.code}: ${JSON.stringify(up.error.text)} ${up.error.fix ?? ''}`);
  const run = async (script: string) => {
    const result = await lab.run(script, { timeoutMs: bound });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const looker = createLooker(lab, sceneOf(course, params));
  return {
    lab,
    async sh(...lines) {
      const typed = lines.map((line) => `script -qec ${quote(line)} /dev/null </dev/null || exit`);
      const result = await run(typed.join('\n'));
      if (result.exitCode !== 0) throw new Error(`${lines.join('; ')}: ${result.stdout} ${result.stderr}`);
      return result.stdout;
    },
    async clean() {
      await run(cleaning);
    },
    async look(checks) {
      const looked = await looker.look(checks);
      if (!looked.ok) throw new Error(JSON.stringify(looked.error));
      return looked.value.results;
    },
    end: () => discardHome(home),
  };
}
