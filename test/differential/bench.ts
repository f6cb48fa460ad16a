import { defaultParams } from '../../lessons/params/params.ts';
import { createSandbox } from '../../lessons/testing/lab.ts';
import { accessLog } from '../../src/facts/index.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';
import { observe } from '../../src/look/observe.ts';
import type { Round, RoundPlan } from '../../src/round/index.ts';
import { type Flow, traceNeeds } from '../../src/trace/index.ts';
import { planHurried, rememberEngine } from './hurry.ts';
import { type Observed, observedIn, type Patience, patiences, requestOf } from './observe.ts';
import { cleaning, forget, functions, nodes, script } from './shell.ts';
import { makePages } from './sized.ts';

export interface Look {
  /** Facts from before the fetches. */
  readonly facts: Round;
  /** In the order of the flows. */
  readonly observed: readonly Observed[];
}

/** A real lab with two running containers, rebuilt again and again. */
export interface Bench {
  /** Makes the lab as it was at the start, then runs the lines; numbers of those that the kernel refused. */
  build(lines: readonly string[]): Promise<readonly number[]>;
  /** Runs more lines in the lab as it is. */
  add(lines: readonly string[]): Promise<void>;
  look(flows: readonly Flow[], patience: Patience): Promise<Look>;
  /** Output of a script on the lab's host, in which `on NODE COMMAND` is there. */
  run(text: string): Promise<string>;
  facts(): Promise<Round>;
  end(): Promise<void>;
}

/** Nodes that plans rarely touch. */
const servers: ReadonlySet<string> = new Set(['outside', 'internet']);

async function shell(lab: Lab, text: string): Promise<string> {
  const result = await lab.run(text, { timeoutMs: 120_000 });
  if (!result.ok) throw new Error(result.error.code);
  const { stdout, stderr, exitCode, timedOut } = result.value;
  if (exitCode !== 0 || timedOut) throw new Error(`exit code ${exitCode}${timedOut ? ', too late' : ''}: ${stderr}`);
  return stdout;
}

async function hold(lab: Lab, plan: RoundPlan): Promise<Round> {
  const seen = await observe(lab, plan, { timeoutMs: 120_000 });
  if (!seen.ok) throw new Error(JSON.stringify(seen.error));
  return seen.value.round;
}

/** Starts both containers and waits until their servers listen; their first processes' ids. */
async function startContainers(lab: Lab): Promise<{ readonly [name: string]: number }> {
  const output = await shell(
    lab,
    `set -e
for name in c1 c2; do docker run -d --net=none --name=$name ${defaultParams.image} >/dev/null; done
for name in c1 c2; do
  pid=$(docker inspect -f '{{.State.Pid}}' $name)
  tries=0
  until nsenter -n -t $pid ss -Hltn 'sport = :80' | grep -q .; do [ $((tries += 1)) -lt 200 ]; sleep 0.05; done
  echo $pid
done
cat /sys/class/net/ens33/address >&2`,
  );
  const [c1, c2] = output.trim().split('\n').map(Number);
  if (!c1 || !c2) throw new Error(`no containers: ${output}`);
  return { c1, c2 };
}

export async function openBench(name: string): Promise<Bench> {
  const home = await scratchHome();
  const lab = createSandbox({ name, home });
  const up = await lab.up(() => {});
  if (!up.ok) {
    await discardHome(home);
    throw new Error(`${up.error.code}: ${JSON.stringify(up.error.text)} ${up.error.fix ?? ''}`);
  }
  const pids = await startContainers(lab);
  const mac = (await shell(lab, "ip -br link show dev ens33 | awk '{ print $3 }'")).trim();
  const needs = traceNeeds(nodes);
  const holdFacts = (): Promise<Round> => hold(lab, planHurried(needs));
  await shell(lab, rememberEngine());
  await shell(lab, makePages);
  let touched: readonly string[] = nodes;
  return {
    async build(lines) {
      const wash = cleaning(pids, mac, touched);
      touched = nodes.filter((node) => !servers.has(node) || lines.some((line) => line.includes(`on ${node} `)));
      const output = await shell(lab, `${wash}\n${script(pids, lines)}`);
      return output.split('\n').filter(Boolean).map(Number);
    },
    async add(lines) {
      const refused = await shell(lab, script(pids, lines));
      if (refused.trim() !== '') throw new Error(`refused: ${refused}`);
    },
    async look(flows, patience) {
      const fetches = flows.map((flow) => requestOf(flow, patience));
      const plan = planHurried([...needs, ...fetches, accessLog()], forget(patiences[patience].retransmit));
      const facts = await hold(lab, plan);
      const observed = flows.map((flow): Observed => {
        const seen = observedIn(facts, flow);
        if (!seen) throw new Error(`no fetch of ${flow.from} > ${flow.to}`);
        return seen;
      });
      return { facts, observed };
    },
    run: (text) => shell(lab, `${functions(pids)}\n${text}`),
    facts: holdFacts,
    end: () => discardHome(home),
  };
}
