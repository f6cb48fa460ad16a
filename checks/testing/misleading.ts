import { type Course, type Step, stepsOf } from '../../src/course/course.ts';
import type { Fault } from '../../src/proof/case.ts';
import type { Case } from '../../src/proof/plan.ts';

/** What has to be said of cases that must not hold: a proof that cannot fail proves nothing. */
export function misleading(course: Course): readonly (readonly [string, Case])[] {
  const stepOf = (id: string): Step => {
    const step = stepsOf(course).find((one) => one.id === id);
    if (!step) throw new Error(`no step ${id}`);
    return step;
  };
  const [c2, bridge] = [stepOf('run-c2'), stepOf('bridge')];
  const opened = [...bridge.undo, 'iptables -P FORWARD ACCEPT'];
  return [
    ['c2-serves says no-listener', twin(c2, ['docker run -d --net=none --name=c2 nginx:1.13.3-alpine sleep 1d'])],
    ['bridge-exists says bridge-missing', caseOf('causal', { ...bridge, commands: [] })],
    ['this line fails: ip link add br0', caseOf('causal', { ...bridge, commands: ['ip link add br0 type brigde'] })],
    ['undo leaves a difference: + interfaces of host', caseOf('kept', { ...bridge, undo: ['ip link set br0 down'] })],
    ['undo leaves a difference: - rules of host', caseOf('kept', { ...bridge, undo: opened })],
    ['no check of the step bridge itself notices', fault(bridge, { lines: bridge.commands })],
    ['bridge-exists should say bridge-down, but says bridge-missing', fault(bridge, { lines: [] })],
    ['every line succeeds, though one should be refused', fault(bridge, { lines: ['true'], refused: true })],
  ];
}

const caseOf = (aspect: 'causal' | 'kept', step: Step): Case => ({ aspect, step, name: '', lines: step.commands });

const fault = (step: Step, wrong: Pick<Fault, 'lines' | 'refused'>): Case => ({
  aspect: 'caught',
  step,
  name: wrong.lines.join(', '),
  lines: wrong.lines,
  fault: { ...wrong, name: '', step: step.id, fails: { 'bridge-exists': 'bridge-down' } },
});

const twin = (step: Step, lines: readonly string[]): Case => ({
  aspect: 'fair',
  step,
  name: lines.join(', '),
  lines,
  twin: { name: '', instead: { [step.id]: lines }, until: 'lesson' },
});
