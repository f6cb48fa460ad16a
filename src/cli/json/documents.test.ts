import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { planSchema } from '../../grade/plan-schema.ts';
import { gradeDocument } from '../../grade/reports/json.ts';
import { text } from '../../i18n/text.ts';
import { allChecks, course } from '../../testing/one-host/course.ts';
import { trace } from '../../trace/index.ts';
import '../../testing/one-host/words.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import { device, flow } from '../../trace/testing/rendered.ts';
import { factsOf, insert, solved } from '../../trace/testing/solved.ts';
import { delivered, dropped, undecided } from '../../tui/testing/walks.ts';
import type { CheckResult, Verdict } from '../../verify/check.ts';
import { exitOf } from '../exit-of.ts';
import { traceLines } from '../words/trace-lines.ts';
import { verdictLines } from '../words/verdicts.ts';
import { checkDocument, toCheckDocument } from './check-document.ts';
import { courseDocument, toCourseDocument } from './course-document.ts';
import { doctorDocument } from './doctor-document.ts';
import { labDocument, labListDocument } from './lab-document.ts';
import { proofDocument } from './proof-document.ts';
import { topologyDocument } from './topology-document.ts';
import { toTraceDocument, traceDocument } from './trace-document.ts';

const pass: Verdict = { verdict: 'pass' };
const fail: Verdict = {
  verdict: 'fail',
  expected: text('cli.verdict.pass'),
  observed: text('cli.verdict.fail'),
  diagnosis: { id: 'twin-address', values: { name: 'c1', other: 'c2', address: '172.18.0.2' } },
};
const error: Verdict = { verdict: 'error', cause: text('cli.interrupted') };
const blocked: Verdict = { verdict: 'blocked', by: 'bridge-exists' };

const results = (verdicts: readonly Verdict[]): CheckResult[] =>
  verdicts.flatMap((verdict, index) => {
    const check = allChecks[index];
    return check ? [{ check, verdict, ms: index }] : [];
  });

// `npx vitest run -u src/cli/json` writes these files anew.
describe('JSON Schemas in schemas/', () => {
  it.each([
    ['check', checkDocument],
    ['course-list', courseDocument],
    ['course-test', proofDocument],
    ['doctor', doctorDocument],
    ['grade', gradeDocument],
    ['lab', labDocument],
    ['lab-list', labListDocument],
    ['topology', topologyDocument],
    ['trace', traceDocument],
  ])('%s.json is what the program holds itself to', async (name, schema) => {
    const json = `${JSON.stringify(z.toJSONSchema(schema, { io: 'output' }), null, 2)}\n`;
    await expect(json).toMatchFileSnapshot(`../../../schemas/${name}.json`);
  });

  it('grade-plan.json is what a plan file has to be', async () => {
    const json = `${JSON.stringify(z.toJSONSchema(planSchema, { io: 'input' }), null, 2)}\n`;
    await expect(json).toMatchFileSnapshot('../../../schemas/grade-plan.json');
  });
});

describe('check --json', () => {
  it('has every verdict in words, in the order of the course, and counts them', () => {
    const document = checkDocument.parse(
      toCheckDocument('default', course, results([pass, fail, error, blocked]).reverse(), 'en'),
    );
    expect(document.summary).toEqual({ pass: 1, fail: 1, error: 1, blocked: 1 });
    expect(document.verdicts.map(({ check }) => check)).toEqual(allChecks.slice(0, 4).map(({ id }) => id));
    expect(document.verdicts[1]).toMatchObject({
      verdict: 'fail',
      expected: 'pass',
      observed: 'fail',
      diagnosis: { id: 'twin-address' },
    });
    expect(document.verdicts[3]).toMatchObject({ verdict: 'blocked', blockedBy: 'bridge-exists' });
  });

  it.each([
    [[pass, pass], 0],
    [[pass, fail], 1],
    [[fail, error], 1],
    [[pass, error], 2],
    [[error, blocked], 2],
    [[pass, blocked], 1],
    [[], 0],
  ])('verdicts %# give exit code', (verdicts, code) => {
    expect(exitOf(toCheckDocument('default', course, results(verdicts), 'en'))).toBe(code);
  });

  it('reads as lines, each status a glyph and a word', () => {
    const lines = verdictLines(
      toCheckDocument('default', course, results([pass, fail, error, blocked]), 'en'),
      course,
      'en',
    );
    expect(lines.join('\n')).toMatch(/✔ pass .*\n {2}✘ fail .*\n {6}expected: pass\n {6}seen: {5}fail/);
    expect(lines.at(-1)).toBe('1 passed, 1 failed, 1 could not be looked at, 1 blocked');
  });

  it('tells what was seen and cannot be judged from a look that failed', () => {
    const document = toCheckDocument('default', course, results([error, { ...error, unjudged: 'unread' }]), 'en');
    expect(checkDocument.parse(document).verdicts.map((one) => one.verdict === 'error' && one.unjudged)).toEqual([
      undefined,
      'unread',
    ]);
    expect(verdictLines(document, course, 'en').join('\n')).toMatch(/\? could not look .*\n.*\n {2}≈ unclear/s);
  });
});

describe('a failed request', () => {
  const check = allChecks.find(({ id }) => id === 'c1-reaches-outside');
  if (!check) throw new Error('no such check in the course');
  const documentOf = (walk: CheckWalk) =>
    checkDocument.parse(toCheckDocument('default', course, [{ check, verdict: fail, ms: 1, walk }], 'en'));
  const linesOf = (walk: CheckWalk): readonly string[] =>
    verdictLines(documentOf(walk), course, 'en').map((line) => line.trim());

  it('carries the end of its walk, and says it first', () => {
    expect(documentOf(dropped()).verdicts[0]).toMatchObject({
      verdict: 'fail',
      walk: {
        said: expect.stringMatching(/^The packet ended in host, hook FORWARD/),
        fit: 'same',
        disposition: 'dropped-by-policy',
        leg: 'request',
        node: 'host',
        at: 'ip/forward',
        evidence: 'filter FORWARD policy drop',
        nearMisses: [{ wants: '-p udp', is: 'tcp' }, {}],
      },
    });
    const [, , ended, nearly, expected] = linesOf(dropped());
    expect(ended).toMatch(/^The packet ended in host/);
    expect(nearly).toMatch(/-p udp -j ACCEPT would have helped/);
    expect(expected).toMatch(/^expected: /);
  });

  it.each([
    ['differs', delivered('differs')],
    ['open', undecided()],
  ] as const)('that is not explained (%s) claims nothing, and says so last', (fit, walk) => {
    expect(documentOf(walk).verdicts[0]).toMatchObject({ walk: { fit } });
    const lines = linesOf(walk);
    expect(lines[2]).toMatch(/^expected: /);
    expect(lines.at(-2)).toMatch(/not known\.$|cannot be told/);
  });
});

describe('a check that cannot fail before its step', () => {
  const check = allChecks.find(({ notCausal }) => notCausal !== undefined);
  if (!check) throw new Error('no such check in the course');
  const document = (verdict: Verdict, lang: 'en' | 'zh-CN' = 'en') =>
    checkDocument.parse(toCheckDocument('default', course, [{ check, verdict, ms: 1 }], lang));

  it('says why in the document, whatever its verdict', () => {
    expect(document(pass).verdicts[0]?.notCausal).toMatch(/[a-z]/);
    expect(document(fail).verdicts[0]?.notCausal).toBe(document(pass).verdicts[0]?.notCausal);
    expect(document(pass, 'zh-CN').verdicts[0]?.notCausal).toMatch(/[\u4e00-\u9fff]/);
  });

  it('says below a pass that it proves nothing about the step', () => {
    expect(verdictLines(document(pass), course, 'en').join('\n')).toMatch(/✔ pass .*\n {6}no proof: /);
    expect(verdictLines(document(fail), course, 'en').join('\n')).not.toContain('no proof');
  });

  it('differs from a check that its step makes pass', () => {
    const causal = toCheckDocument('default', course, results([pass]), 'en').verdicts[0];
    expect(causal).not.toHaveProperty('notCausal');
  });
});

describe('course list --json', () => {
  it('is valid', () => {
    expect(courseDocument.parse(toCourseDocument(course)).lessons).toHaveLength(5);
  });
});

describe('what a walk may have besides its end is in its document', () => {
  test('a chance, with every way that it leaves open', () => {
    const world = solved();
    insert(world.nodes.host, 'filter', 'FORWARD', '-m statistic --mode random --probability 0.25 -j DROP');
    const document = traceDocument.parse(
      toTraceDocument('default', trace(factsOf(world), flow('c1 172.18.0.3')), 'en'),
    );
    expect(document.branches?.length).toBeGreaterThan(1);
  });

  test('a large page that does not come, beside the small one that does', () => {
    const world = solved();
    Object.assign(device(world, 'host', 'ens33'), { mtu: 1400 });
    insert(world.nodes.host, 'filter', 'OUTPUT', '-p icmp -m icmp --icmp-type 3/4 -j DROP');
    const walked = trace(factsOf(world), flow('outside 192.168.1.61:5678'));
    const { large } = traceDocument.parse(toTraceDocument('default', walked, 'en'));
    expect(large).toMatchObject({ disposition: 'reply-lost', expected: { outcome: 'timeout' } });
    expect(traceLines(walked, 'zh-CN').at(-1)).toContain('1400');
  });

  test('the size that was asked for', () => {
    const walked = trace(factsOf(solved()), flow('c1 192.168.1.50:icmp 1501 df'));
    expect(traceDocument.parse(toTraceDocument('default', walked, 'en'))).toMatchObject({
      flow: { size: 1501, df: true },
      disposition: 'too-big',
    });
  });
});
