import { expect, it } from 'vitest';
import { readSourceCommands } from '../src/cli/course-files.ts';
import { stepsOf } from '../src/course/course.ts';
import { langs } from '../src/i18n/lang.ts';
import { course } from './course.ts';
import { paramSet } from './params/params.ts';
import { taught } from './testing/taught.ts';

async function courseWith(overrides: object, lang: (typeof langs)[number]) {
  const params = paramSet.parse(overrides);
  if (!params.ok) throw new Error(JSON.stringify(params.error));
  return stepsOf(await taught(lang, params.value));
}
const eth0 = { uplink: 'eth0', c1: { peer: 'peer1' }, c2: { peer: 'peer2' } };

it.each(langs)('where the host has an eth0, no command names one on the host: %s', async (lang) => {
  const steps = await courseWith(eth0, lang);
  const lines = steps.flatMap(({ commands, undo }) => [...commands, ...undo]);
  const pid = (name: string): string => `$(docker inspect -f {{.State.Pid}} ${name})`;
  expect(lines.filter((line) => /peer\d|netns/.test(line))).toEqual([
    'ip link add veth1 type veth peer name peer1',
    `ip link set peer1 netns ${pid('c1')} name eth0`,
    `nsenter -n -t ${pid('c1')} ip link set eth0 netns 1 name peer1`,
    'ip link add veth2 type veth peer name peer2',
    `ip link set peer2 netns ${pid('c2')} name eth0`,
    `nsenter -n -t ${pid('c2')} ip link set eth0 netns 1 name peer2`,
  ]);
  // In hints and prose as well, except where the danger itself is told.
  const words = steps.flatMap(({ hints, look }) => [...hints, look]).join('\n');
  expect(words).not.toMatch(/(?<!nsenter[^`\n]*)ip link set eth0 netns|peer name eth0(?! netns)|veth\d@eth0/);
  for (const id of ['veth1', 'eth0-to-c1', 'veth2', 'eth0-to-c2'])
    expect(steps.find((step) => step.id === id)?.prose).toMatch(/`peer\d`/);
});

it.each(langs)('the note is only where it is needed: %s', async (lang) => {
  const [plain, other] = [await courseWith({}, lang), await courseWith({ uplink: 'enp0s3' }, lang)];
  for (const steps of [plain, other]) expect(steps.map(({ prose }) => prose).join('\n')).not.toContain('peer1');
  const source = await readSourceCommands(course);
  expect(plain.flatMap(({ commands }) => commands)).toEqual(source);
});
