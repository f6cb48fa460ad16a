import { text } from '../checks/words/text.ts';
import type { Rewriting } from '../src/course/content.ts';
import type { Step } from '../src/course/course.ts';
import type { Substitute } from '../src/course/resolve.ts';
import type { Lang } from '../src/i18n/text.ts';
import { translator } from '../src/i18n/translate.ts';
import { defaultParams, type Params } from './params/params.ts';

const whos = ['c1', 'c2'] as const;
const inner = 'eth0';

/**
 * The far end of a cable is called `eth0` from birth in the lessons. Where the host has a card of that name it gets
 * another one until it is inside (`c1.peer`): then the lines that name it on the host are written in the safe form.
 * `eth0` itself cannot be a token (decision 0003): inside the container it keeps its name. Works on unresolved text.
 */
function peerSubstitution(params: Params): Substitute {
  const rules = whos.flatMap((who): readonly (readonly [RegExp, string])[] => {
    const { peer } = params[who];
    if (peer === inner) return [];
    const { name, veth } = defaultParams[who];
    const pid = `(\\$\\(docker inspect -f \\{\\{\\.State\\.Pid\\}\\} ${name}\\))`;
    return [
      [new RegExp(`(add ${veth} type veth peer name )${inner}(?! netns)`, 'g'), `$1${peer}`],
      [new RegExp(`(ip link set )${inner}( netns )${pid}`, 'g'), `$1${peer}$2$3 name ${inner}`],
      [new RegExp(`(nsenter -n -t ${pid} ip link set ${inner} netns 1)`, 'g'), `$1 name ${peer}`],
      [new RegExp(`${veth}@${inner}\\b`, 'g'), `${veth}@${peer}`],
      [new RegExp(`\\b${inner}@${veth}\\b`, 'g'), `${peer}@${veth}`],
    ];
  });
  return (words) => rules.reduce((done, [pattern, by]) => done.replace(pattern, by), words);
}

/** Says so in the steps whose commands are others because of it. */
function withPeerNote(step: Step, before: Step, params: Params, lang: Lang): Step {
  const plain = [...before.commands];
  const who = whos.find((one) => step.commands.some((line) => line.includes(params[one].peer)));
  if (!who || params[who].peer === inner || step.commands.every((line, index) => line === plain[index])) return step;
  const { name, peer } = params[who];
  return { ...step, prose: `${step.prose}\n\n${translator(lang)(text('lessons.peer-note', { peer, name }))}` };
}

export const rewriting = (params: Params): Rewriting => ({
  rewrite: peerSubstitution(params),
  note: (step, before, lang) => withPeerNote(step, before, params, lang),
});
