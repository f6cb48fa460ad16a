import { defaultParams } from '../../../lessons/course.ts';
import { text } from '../../i18n/text.ts';
import type { Params } from '../params.ts';
import type { CourseProblem } from '../problem.ts';
import { resolveLesson, substitution, textsOf } from '../resolve.ts';
import { type LintInput, problemIn, type Rule } from './rule.ts';

/** Nothing of this may remind of a default. */
const otherParams: Params = {
  bridge: 'lan7',
  subnet: '10.77.8.0/24',
  gateway: '10.77.8.254',
  c1: { name: 'anna', veth: 'wire-a', peer: 'eth0', address: '10.77.8.11' },
  c2: { name: 'ben', veth: 'wire-b', peer: 'eth0', address: '10.77.8.12' },
  uplink: 'enp3s0',
  hostAddress: '10.20.30.40',
  port: 8642,
  image: 'example/web:2',
  site: 'site.example',
  outsideAddress: '10.20.30.50',
  hostServicePort: 7531,
};

/** When everything is overridden, no default may be left in any text: a learner would see a name that does not exist. */
export const parametersRule: Rule = ({ en, zh }: LintInput) => {
  const substitute = substitution(otherParams);
  return [...en, ...zh].flatMap((lesson) => {
    const words = textsOf(resolveLesson(lesson.lesson, substitute));
    return needles.flatMap(({ token, pattern }) =>
      words.flatMap((part): CourseProblem[] => {
        const found = pattern.exec(part);
        if (!found) return [];
        const context = part.slice(Math.max(0, found.index - 20), found.index + token.length + 20).replace(/\s+/g, ' ');
        return [problemIn(lesson, text('course.lint-parameter-left', { token, context }))];
      }),
    );
  });
};

/** Looser than the substitution on purpose: what is not replaced must not merely look like a default either. */
const needles = [
  ...[defaultParams.bridge, defaultParams.uplink, defaultParams.image, defaultParams.site],
  ...[defaultParams.c1, defaultParams.c2].flatMap(({ name, veth }) => [name, veth]),
  ...[String(defaultParams.port), String(defaultParams.hostServicePort), '/16', '172.18.', '192.168.1.'],
].map((token) => {
  const quoted = token.replaceAll('.', '\\.');
  return { token, pattern: new RegExp(`(?<![A-Za-z0-9])${quoted}${/\w$/.test(token) ? '(?![A-Za-z0-9])' : ''}`) };
});
