import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { playing, statusesIn, type Typing } from './typing.ts';

function play(lines: readonly string[], typing: Typing) {
  const { script, nonce } = playing(lines, typing);
  return statusesIn(spawnSync('sh', { input: script, encoding: 'utf8' }).stdout, nonce, lines);
}

const lines = ["echo 'a b' >&2; exit 3", 'test -t 1', 'x=1; exit $x', 'true'];

it('types every line on a terminal, in a shell of its own', () => {
  expect(play(lines, { onward: true })).toEqual([
    { line: lines[0], exitCode: 3, output: 'a b' },
    { line: lines[1], exitCode: 0, output: '' },
    { line: lines[2], exitCode: 1, output: '' },
    { line: lines[3], exitCode: 0, output: '' },
  ]);
});

it('stops at the first line that fails, where the rest would mean nothing', () => {
  expect(play(lines, { onward: false }).map(({ exitCode }) => exitCode)).toEqual([3]);
});

it('prepares without a terminal, and a line cannot end the others', () => {
  expect(play(lines, { prepares: () => true, onward: true }).map(({ exitCode }) => exitCode)).toEqual([3, 1, 1, 0]);
});

it('types some lines and prepares the others', () => {
  const typed = play(['test -t 1', 'test -t 1'], { prepares: () => false, onward: true });
  expect(typed.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const [, mixed] = play(['test ! -t 1', 'test -t 1'], { prepares: (line) => line.includes('!'), onward: true });
  expect(mixed?.exitCode).toBe(0);
});

it('asks Docker for a process once, until something else is said to it', () => {
  const docker = `asked=$(mktemp); PATH=$(mktemp -d):$PATH; printf '#!/bin/sh\\necho x >>%s; wc -l <%s\\n' $asked $asked >"\${PATH%%:*}/docker"; chmod +x "\${PATH%%:*}/docker"\n`;
  const asking = 'exit $(docker inspect c1)';
  const { script, nonce } = playing([asking, asking, 'docker ps', asking], { prepares: () => true, onward: true });
  const { stdout } = spawnSync('sh', { input: docker + script, encoding: 'utf8' });
  const codes = statusesIn(stdout, nonce, [asking, asking, 'docker ps', asking]).map(({ exitCode }) => exitCode);
  expect(codes).toEqual([1, 1, 0, 3]);
});
