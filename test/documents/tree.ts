import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

const ours = ['.ci', '.github', 'bin', 'checks', 'docs', 'lessons', 'schemas', 'scripts', 'src', 'test', 'vagrant'];
/** What a checkout makes in these folders, and git ignores. */
const made = new Set(['node_modules', 'output', '.vagrant', '__snapshots__', 'fixtures']);
const words = /\.(ts|tsx|cjs|js|mjs|json|jsonc|md|txt|sh|pl|py|rb|bats|yml|yaml|toml)$|^[^.]+$|^Vagrantfile$/;

function below(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return made.has(entry.name) ? [] : below(path);
    return entry.isFile() && words.test(entry.name) ? [path] : [];
  });
}

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const exists = (folder: string): boolean =>
  statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() === true;

/** Every file of ours that has words in it, from the root of the repository; a checkout without git has them, too. */
export const files: readonly string[] = [
  ...readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() && words.test(entry.name) && entry.name !== 'package-lock.json' ? [join(root, entry.name)] : [],
  ),
  ...ours.filter(exists).flatMap((folder) => below(join(root, folder))),
].map((path) => relative(root, path));

/** The anchors of a page, as forges make them from its headings. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '');
  const slugs = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(slugs);
}
