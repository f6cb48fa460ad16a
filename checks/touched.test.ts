import { expect, it } from 'vitest';
import { defaultParams } from '../lessons/params/params.ts';
import type { Change, ChangeKind } from '../src/look/monitor/notice.ts';
import { touchedBy } from '../src/look/monitor/touched.ts';
import { needsOf } from '../src/verify/judge.ts';
import { allChecks } from './index.ts';

const needs = needsOf(allChecks, defaultParams).filter(({ phase }) => phase === 'quick');
const keys = (...changes: readonly Change[]): readonly string[] => touchedBy(changes, needs).map(({ key }) => key);
const all = needs.map(({ key }) => key);

it('a change touches the facts of its node that it could change, no others', () => {
  expect(keys({ kind: 'nft', node: 'host' })).toEqual(all.filter((key) => /^(ruleset|listeners):host$/.test(key)));
  expect(keys({ kind: 'legacy', node: 'host' })).toContain('ruleset:host');
  expect(keys({ kind: 'ip', node: 'c1' })).toContain('interfaces:c1');
  expect(keys({ kind: 'ip', node: 'c1' }).filter((key) => !/:c1(:|$)/.test(key))).toEqual([]);
  expect(keys({ kind: 'sysctl', node: 'host' })).toContain('sysctls:host');
  expect(keys({ kind: 'ip', node: 'c9' })).toEqual([]);
});

it('whoever says that containers or anything changed touches everything', () => {
  expect(keys({ kind: 'engine', node: 'c1' })).toEqual(all);
  expect(keys({ kind: 'ip', node: 'c9' }, { kind: 'anything', node: 'host' })).toEqual(all);
});

it('every quick fact of the course is touched by some event', () => {
  const kinds: readonly ChangeKind[] = ['ip', 'nft', 'legacy', 'sysctl'];
  const changes = ['host', 'c1', 'c2'].flatMap((node) => kinds.map((kind) => ({ kind, node })));
  expect(all.filter((key) => !keys(...changes).includes(key))).toEqual(['containers']);
});
