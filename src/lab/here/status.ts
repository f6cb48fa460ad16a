import type { LabStatus } from '../lab.ts';
import { onMachine } from './machine/machine.ts';
import { hereName } from './machine/places.ts';
import { redirectsScript } from './nodes/redirect.ts';
import { describe } from './record/describe.ts';
import { type Ground, knowledge } from './record/knowledge.ts';

/** `broken`: something of it is gone, or the engine does not answer. */
export async function statusOf(ground: Ground): Promise<LabStatus> {
  const known = await knowledge(ground);
  if (!known.ok || !known.value.state) return { name: hereName, kind: 'here', state: 'down' };
  const { state, alive, uplinkThere, root } = known.value;
  const ask = `timeout 5 docker version -f '{{.Server.Version}}' && ${redirectsScript(state.plan.uplink)}`;
  const engine = root ? await onMachine(ground.machine, ask, { timeoutMs: 8_000 }) : undefined;
  // Who is not root may not ask the engine; that it does not answer them says nothing.
  const answers = engine === undefined || (engine.ok && engine.value.exitCode === 0);
  const up = state.phase === 'up' && alive && uplinkThere && answers;
  return { ...describe(state), state: up ? 'up' : 'broken' };
}
