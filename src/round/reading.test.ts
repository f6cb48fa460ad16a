import { expect, test } from 'vitest';
import * as z from 'zod';
import { observation } from '../facts/testing/captured.ts';
import { ok } from '../result.ts';
import { absence, failed, json, printed } from './reading.ts';

const context = { nonce: 'feed' };
const idOf = (result: ReturnType<typeof printed>) => (result.ok ? 'ok' : result.error.text.id);

test.each([
  ['feed missing c1', 'facts.node-missing', { node: 'c1' }],
  ['feed stopped c1', 'facts.node-stopped', { node: 'c1' }],
  ['feed docker Cannot connect to it', 'facts.docker', { words: 'Cannot connect to it' }],
])('"%s" tells why there was nothing to look at', (line, id, values) => {
  const stderr = `noise\n${line}\nmore noise\n`;
  expect(absence(observation({ stderr, exitCode: 125 }), context)).toEqual({ text: { id, values } });
});

test('only a line of its own that starts with the nonce tells an absence', () => {
  const stderr = '< Header: feed missing c1\nbeef missing c1\n';
  expect(absence(observation({ stderr, exitCode: 125 }), context)).toBeUndefined();
});

test.each([
  [127, 'sh: 1: ip: not found', 'facts.program-missing'],
  [124, '', 'facts.program-timed-out'],
  [1, 'what went wrong', 'facts.program-failed'],
  [1, '', 'facts.program-failed-silently'],
  [0, 'only a warning', 'ok'],
])('exit code %i, saying "%s", is %s', (exitCode, stderr, id) => {
  expect(idOf(printed(observation({ exitCode, stderr }), context, 'ip'))).toBe(id);
});

test('long complaints are cut to their last line, and to what fits', () => {
  const { text } = failed(observation({ exitCode: 1, stderr: `first\n${'x'.repeat(500)}\n` }), 'nft');
  expect(String(text.values?.['words'])).toHaveLength(100);
});

test('JSON of another shape, or none, is unreadable; nothing at all is an empty list', () => {
  const shape = z.array(z.object({ dev: z.string() }));
  const read = (output: string) => json(output, 'ip', shape);
  expect(['[{"dev":1}]', '{', 'text'].map((output) => read(output).ok)).toEqual([false, false, false]);
  expect(read('\n')).toEqual({ ok: true, value: [] });
});

test('a control character in a name hides nothing: iproute2 prints it as it is', () => {
  const shape = z.array(z.object({ ifalias: z.string() }));
  expect(json('[{"ifalias":"a\u0007\u001bb"}]\n', 'ip addr', shape)).toEqual(ok([{ ifalias: 'a  b' }]));
});
