import type { Step } from '../../src/course/course.ts';

/** A command that a lesson tells people to type besides a step's own, and what comes of it. */
export interface Suggested {
  readonly command: string;
  readonly exit: number;
  /** Words of the outcome that the text names. */
  readonly prints: string;
  /** Typed afterwards, so that the state stays as it was. */
  readonly back?: string;
}

/** Of one step: what is typed in the state before its commands, and after them; and what the latter should show. */
export interface SuggestedBy {
  readonly before: readonly Suggested[];
  readonly after: readonly Suggested[];
  readonly shows: readonly string[];
}

const programs = [
  'brctl',
  'bridge',
  'conntrack',
  'curl',
  'docker',
  'ip',
  'iptables',
  'nsenter',
  'ping',
  'readlink',
  'sysctl',
  'tcpdump',
];
/** Words that stand for something: nobody types such a line as it is. A name that is taken is no state of the course. */
const form = /…| PID|^docker (exec|run -p|network create|rm -f c[12])$|^ip address del$|^nsenter -n$/;

/** Outcomes, other than success, that the text names. */
const outcomes: { readonly [command: string]: Pick<Suggested, 'exit' | 'prints'> } = {
  'docker exec c1 wget -qO- 172.18.0.3': { exit: 1, prints: 'Network is unreachable' },
  'ip link show eth0': { exit: 1, prints: 'does not exist' },
  'docker exec c1 wget -O - nobody.example': { exit: 1, prints: 'bad address' },
};

/** Asides that change something, and the way back. */
const ways: readonly (readonly [RegExp, string])[] = [
  [/^(iptables .*)-I /, '$1-D '],
  [/^ip link add (\S+) .*/, 'ip link del $1'],
];

/** An aside may speak of a state to come: of this step's, after that one. */
const ahead: { readonly [step: string]: string } = { veth2: 'eth0-to-c2' };

/** What a section *Look* names without saying that it is shown now: other wordings, other machines, what was before. */
const unseen: { readonly [step: string]: readonly string[] } = {
  'run-c2': ['Network unreachable'],
  'look-inside': ['tunl0'],
  'veth1-port': ['UNKNOWN'],
  'eth0-to-c1': ['eth0'],
  'dnat-output': ['outside', 'curl'],
};

const spansOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);

const isCommand = (span: string): boolean =>
  programs.includes(span.split(' ')[0] ?? '') && span.includes(' ') && !form.test(span);

/** Long numbers and hardware addresses are others in each lab; so is what `…` stands for. The rest has to be there, in its order. */
export function isShown(value: string, output: string): boolean {
  let from = 0;
  for (const part of value.split(/…|[0-9a-f]{8,}/)) {
    const at = output.indexOf(part.trim(), from);
    if (at < 0) return false;
    from = at + part.trim().length;
  }
  return true;
}

function suggested(step: Step, markdown: string): readonly Suggested[] {
  return spansOf(markdown)
    .filter((span) => isCommand(span) && !step.commands.includes(span))
    .map((command) => {
      const way = ways.find(([pattern]) => pattern.test(command));
      return {
        ...{ command, exit: 0, prints: '', ...outcomes[command] },
        ...(way ? { back: command.replace(...way) } : {}),
      };
    });
}

export function suggestedBy(step: Step, steps: readonly Step[]): SuggestedBy {
  const earlier = steps.filter(({ id }) => ahead[id] === step.id);
  const values = spansOf(step.look).filter(
    (span) => !isCommand(span) && !span.startsWith('bridgework ') && !unseen[step.id]?.includes(span),
  );
  return {
    before: [
      ...(step.id in ahead ? [] : suggested(step, step.prose)),
      ...step.hints.flatMap((hint) => suggested(step, hint)),
    ],
    after: [...suggested(step, step.look), ...earlier.flatMap((one) => suggested(one, one.prose))],
    shows: values,
  };
}
