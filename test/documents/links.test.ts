import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, files, read, root } from './tree.ts';

const pages = files.filter((file) => file.endsWith('.md'));
const prose = (page: string): string =>
  read(page)
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '');

/** `[words](target)`, and `[label]: target`; links to elsewhere are nobody's to follow here. */
const linksIn = (page: string): readonly string[] =>
  [...prose(page).matchAll(/\]\(([^()\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)]
    .map(([, link, target]) => link ?? target ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));

test('links of every page lead to a file and a heading that are there', () => {
  const dead = pages.flatMap((page) =>
    linksIn(page).flatMap((link) => {
      const [path = '', anchor] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return [`${page}: ${link}`];
      if (anchor === undefined || statSync(join(root, file)).isDirectory()) return [];
      return anchorsOf(read(file)).has(anchor) ? [] : [`${page}: ${link}`];
    }),
  );
  expect(dead).toEqual([]);
  expect(pages.flatMap(linksIn).length).toBeGreaterThan(200);
});

/** Paths in code spans, as the pages for who works on it name them; a word in capitals stands for a name. */
const pathsIn = (page: string): readonly string[] =>
  [...read(page).matchAll(/`((?:src|checks|lessons|scripts|test|docs|vagrant)\/[\w./-]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !/[A-Z]{3,}/.test(path.replace('README', '')));

test('paths that the map, the recipes and the words name are there', () => {
  const map = [
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'README.md',
    ...pages.filter((page) => page.endsWith('/README.md')),
  ];
  expect(
    map.flatMap((page) =>
      pathsIn(page)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`),
    ),
  ).toEqual([]);
  expect(map.flatMap(pathsIn).length).toBeGreaterThan(40);
});

test('each big folder has a few lines about itself', () => {
  const rooms = [
    ...new Set(files.flatMap((file) => /^(src\/[\w-]+|checks|lessons|scripts|test)\//.exec(file)?.[1] ?? [])),
  ];
  const big = rooms.filter(
    (room) => files.filter((file) => file.startsWith(`${room}/`) && /\.tsx?$/.test(file)).length >= 10,
  );
  expect(big.length).toBeGreaterThan(10);
  expect(big.filter((room) => !files.includes(`${room}/README.md`))).toEqual([]);
  const words = big.map((room) => [room, read(`${room}/README.md`).trim().split(/\n+/).length] as const);
  expect(words.filter(([, lines]) => lines > 6)).toEqual([]);
});
