import { ok, type Result } from '../../../result.ts';
import type { LabFailure } from '../../lab.ts';
import { askScript, type Discovered, discoverScript, readDiscovered } from '../machine/discover.ts';
import { onMachine } from '../machine/machine.ts';
import { lanDevice } from '../machine/places.ts';
import { ownLinks } from '../plan/plan.ts';
import type { Ground, Known } from '../record/knowledge.ts';

/** What this machine is like now, without what the course itself has made here. */
export async function discover({ machine, course }: Ground, known: Known): Promise<Result<Discovered, LabFailure>> {
  const seen = await onMachine(machine, discoverScript);
  if (!seen.ok) return seen;
  const before = known.ledger?.containers;
  const read = readDiscovered(seen.value.stdout, {
    containers: (id) => before !== undefined && !before.includes(id),
    links: known.state ? [...ownLinks(known.state.plan), lanDevice] : [],
  });
  return read.ok ? ok(await withAskedNeighbours({ machine, course }, read.value)) : read;
}

/** A few addresses are enough: whoever has not answered by then is no neighbour. */
async function withAskedNeighbours({ machine, course }: Ground, found: Discovered): Promise<Discovered> {
  let all = found;
  for (let asked = 0; asked < 5; asked++) {
    const { address } = course.fit(all).plan.outside;
    const answer = await onMachine(machine, askScript(address));
    if (!answer.ok || !answer.value.stdout.includes('taken')) break;
    all = { ...all, neighbours: [...all.neighbours, address] };
  }
  return all;
}
