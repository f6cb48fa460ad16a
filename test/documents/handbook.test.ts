import { expect, test } from 'vitest';
import { anchorsOf, files, read } from './tree.ts';

const page = 'docs/handbook.md';
const handbook = read(page);
const anchors = anchorsOf(handbook);
const others = files.filter((file) => file !== page);

/** `F17` and `drill 9`, as code and pages name them; a lab's MAC addresses and the like are no numbers of ours. */
function numbersIn(text: string): readonly string[] {
  const cards = [...text.matchAll(/(?<![\w:#])F([0-6]\d)(?![\w:])/g)].map(([, number]) => `f${number}`);
  const drills = [...text.matchAll(/\bdrill (\d+)\b/gi)].map(([, number]) => `drill-${number}`);
  const links = [...text.matchAll(/handbook\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor);
  return [...cards, ...drills, ...links];
}

test('numbers are found in the ways in which they are written', () => {
  expect(numbersIn("of: ['F17', 'F05'], // docs/handbook.md#f33, (drill 14), Drill 3")).toEqual(
    expect.arrayContaining(['f17', 'f05', 'f33', 'drill-14', 'drill-3']),
  );
  expect(numbersIn('02:F1:F2 0xF10 F1000 #F44336')).toEqual([]);
});

test('every number that the tree names is in the handbook', () => {
  const unknown = others.flatMap((file) =>
    numbersIn(read(file))
      .filter((number) => !anchors.has(number))
      .map((number) => `${file}: ${number}`),
  );
  expect(unknown.filter((line) => !line.startsWith('test/documents/'))).toEqual([]);
  expect(others.filter((file) => numbersIn(read(file)).length > 0).length).toBeGreaterThan(30);
});

test('links within the handbook lead somewhere', () => {
  const targets = [...handbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
  expect(targets.filter((target) => !anchors.has(target))).toEqual([]);
  expect(numbersIn(handbook).filter((number) => !anchors.has(number))).toEqual([]);
});

/** The cards F01 to F63 and the drills, each with its text. */
const entries = handbook
  .split(/^(?=#{2,4} )/m)
  .flatMap((section) => (/^#+ (F\d\d|Drill \d+)\n/.test(section) ? [section] : []));

test('each card and each drill says what holds it, or that nothing does', () => {
  expect(entries).toHaveLength(63 + 30);
  const silent = entries.filter((entry) => entry.match(/^\*(Held|Unproved):\*/gm)?.length !== 1);
  expect(silent.map((entry) => entry.split('\n')[0])).toEqual([]);
});

const places = new Map(
  [...handbook.matchAll(/^\[([\w-]+)\]: \.\.\/(\S+)$/gm)].map(([, label = '', file = '']) => [label, file]),
);
/** These tests try lists that stand in the files beside them. */
const listed = new Set(['injections', 'proof', 'scenarios']);
const checks = others
  .filter((file) => file.startsWith('checks/'))
  .map(read)
  .join('\n');

/** Each test that is named, with the cases that are named after it. */
const facts = [...handbook.matchAll(/\[([\w-]+)\]\[\]([^[*;\n]*)/g)].map(([, label = '', after = '']) => ({
  label,
  cases: [...after.matchAll(/`([^`]+)`|"([^"]+)"/g)].map(([, id, title]) => id ?? title ?? ''),
}));

test('the tests that it names exist, and so do the cases', () => {
  expect(facts.length).toBeGreaterThan(100);
  const missing = facts.flatMap(({ label, cases }) => {
    const file = places.get(label);
    if (file === undefined || !files.includes(file)) return [`[${label}]: ${file}`];
    const text = listed.has(label) ? `${checks}\n${read(file)}` : read(file);
    return cases.filter((one) => !text.includes(one)).map((one) => `${file}: ${one}`);
  });
  expect(missing).toEqual([]);
  expect([...places.keys()].filter((label) => !facts.some((one) => one.label === label))).toEqual([]);
});

test('no file names the place of work that the handbook came from', () => {
  // A room of src/lab has the same name: its modules are imported from beside it.
  const elsewhere = new RegExp(['\\.\\./sh', 'ared\\b(?!/[\\w/-]+\\.ts\\b)|(?<![\\w.])/wo', 'rk/(?!dir)'].join(''));
  expect(files.filter((file) => elsewhere.test(read(file)))).toEqual([]);
});
