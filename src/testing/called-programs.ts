import { spawnSync } from 'node:child_process';

/** A node of the syntax tree that `shfmt --to-json` prints (mvdan.cc/sh/v3/syntax): what is read here of it. */
interface Node {
  readonly Type?: string;
  readonly Value?: string;
  readonly Name?: { readonly Value: string };
  readonly Args?: readonly Node[];
  readonly Parts?: readonly Node[];
}

/** What POSIX shells and bash do themselves. */
const builtins = new Set(
  ': . [ alias bg break builtin cd continue declare echo eval exec exit export false fg getopts hash jobs kill let local mapfile printf pwd read readonly return set shift shopt source test times trap true type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/** A command whose arguments are a command: how many words of its own come first, besides options, and its options with a value. */
interface Wrapper {
  readonly own: number;
  readonly valued?: readonly string[];
}

const wrappers: { readonly [name: string]: Wrapper } = {
  exec: { own: 0 },
  builtin: { own: 0 },
  env: { own: 0, valued: ['-u'] },
  nohup: { own: 0 },
  setsid: { own: 0 },
  sudo: { own: 0 },
  unshare: { own: 0 },
  nsenter: { own: 0, valued: ['-t', '--target'] },
  timeout: { own: 1, valued: ['-s', '-k'] },
  flock: { own: 1, valued: ['-w'] },
  xargs: { own: 0, valued: ['-n', '-I', '-P', '-d'] },
  // Functions of our own scripts.
  part: { own: 1 },
  at: { own: 1 },
  in_node: { own: 1 },
};

/**
 * Every program that a script calls by a name that is written there, also in the words of `sh -c`, of traps and of commands
 * that run another. What only a variable names is not seen.
 */
export function calledPrograms(script: string): ReadonlySet<string> {
  const { stdout, stderr, status, error } = spawnSync('shfmt', ['--to-json', '-ln', 'bash'], {
    input: script,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`shfmt: ${stderr}\n${script.slice(0, 400)}`);
  const called = new Set<string>();
  const functions = new Set<string>();
  visit(JSON.parse(stdout), (node) => {
    if (node.Type === 'FuncDecl' && node.Name) functions.add(node.Name.Value);
    if (node.Type === 'CallExpr' && node.Args) for (const name of namedBy(node.Args.map(wordOf))) called.add(name);
  });
  return new Set([...called].filter((name) => !functions.has(name) && !builtins.has(name)));
}

function visit(node: unknown, seen: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) seen(node as Node);
  for (const child of Object.values(node)) visit(child, seen);
}

/** What an expansion stands for. */
const unknown = '\0';

/** A word as it is written. */
function wordOf(word: Node): string {
  return (word.Parts ?? [])
    .map((part) => {
      if (part.Type === 'DblQuoted') return wordOf(part);
      return (part.Type === 'Lit' || part.Type === 'SglQuoted') && part.Value !== undefined ? part.Value : unknown;
    })
    .join('');
}

function namedBy(words: readonly string[]): readonly string[] {
  const [name = unknown, ...rest] = words;
  if (name.includes(unknown)) return [];
  // Looks for a program without calling it.
  if (name === 'command') return rest[0]?.startsWith('-') ? [] : namedBy(rest);
  const script = name === 'trap' ? rest[0] : /^(sh|bash)$/.test(name) && rest[0] === '-c' ? rest[1] : undefined;
  const inner =
    script === undefined || script === '-'
      ? []
      : [...calledPrograms(script.replaceAll(unknown, '_'))].filter((one) => one !== '_');
  const wrapper = wrappers[name];
  if (wrapper) inner.push(...namedBy(commandIn(rest, wrapper)));
  return [name.replace(/^.*\//, ''), ...inner];
}

function commandIn(words: readonly string[], { own, valued = [] }: Wrapper): readonly string[] {
  let left = own;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (valued.includes(word)) at++;
    else if (word.startsWith('-') || /^\w+=/.test(word)) continue;
    else if (left > 0) left--;
    else return words.slice(at);
  }
  return [];
}
