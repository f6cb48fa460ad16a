import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** What a package may ask of those who pass it on: to keep its notice, which LICENCES.txt does. */
const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'CC0-1.0', '0BSD'];

/** Folders of the packages that something of is in the bundle, in order; `node_modules/x/node_modules/y` is y. */
export function packagesIn(metafiles: readonly Pick<Metafile, 'outputs'>[]): readonly string[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** The notices of everything in the bundle that others have written. A licence that we do not know is nobody's to ship. */
export async function licencesOf(root: string, metafiles: readonly Pick<Metafile, 'outputs'>[]): Promise<string> {
  const parts = await Promise.all(packagesIn(metafiles).map((folder) => licenceOf(join(root, folder))));
  return ['Bridgework contains parts of these packages.', ...parts].join(`\n\n${'-'.repeat(80)}\n\n`);
}

async function licenceOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license = 'none' } = manifest;
  if (!allowed.includes(license)) throw new Error(`${name}: may its licence be shipped? ${license}`);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license !== 'MIT') throw new Error(`${name}: its archive has no text of ${license}`);
  const notice = file === undefined ? mit(authorOf(manifest)) : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${notice.trim()}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** Whom the project's own LICENSE names, where its archive has neither that file nor an author. */
const holders: { readonly [name: string]: string } = {
  '@xterm/headless':
    '2017-2019, The xterm.js authors; 2014-2016, SourceLair Private Company; 2012-2013, Christopher Jeffrey',
};

function authorOf({ name, author = holders[name] }: Manifest): string {
  if (author === undefined) throw new Error(`${name}: neither a licence file nor an author`);
  return typeof author === 'string' ? author : author.name;
}

/** For archives that say "MIT" and leave the text out (SPDX MIT). */
const mit = (holder: string): string => `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
