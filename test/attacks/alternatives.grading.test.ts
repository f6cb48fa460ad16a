import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { twins } from '../../checks/proof/twins/index.ts';
import { type GradedLab, gradedLab } from './testing/graded-lab.ts';

/** Who does it otherwise and right loses nothing: every alternative of the proof, played to the end of the course, and graded. */
let lab: GradedLab;

beforeAll(async () => {
  lab = await gradedLab('fair');
});
beforeEach(() => lab.reset());
afterAll(() => lab?.end());

it('the course as it is written', async () => {
  await lab.play();
  expect(await lab.grade()).toEqual([]);
  // Neighbours and sites that nobody knew, and what is configured for anybody.
  const keys = lab.captured().round.looks.map(({ key }) => key);
  expect(lab.captured().drawn).toBe('everything');
  expect(keys.filter((key) => /^fetch:c1:http:\/\/n\d+\.h\d+\./.test(key))).toHaveLength(1);
});

it.each(twins.map((twin) => [twin.name, twin] as const))('%s', async (_, { instead, until }) => {
  await lab.play(instead);
  // Some are right for their lesson, and not for a later one that wants more.
  const later = until === 'lesson' ? lab.later(Object.keys(instead)) : [];
  const said = await lab.grade();
  expect(said.filter((line) => !later.includes(line.split(' ', 1)[0] ?? ''))).toEqual([]);
});
