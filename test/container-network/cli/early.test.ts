import { expect, test } from 'vitest';
import { taught } from '../../../lessons/testing/taught.ts';
import { foreseenLines, refutedLines } from '../../../src/cli/words/early.ts';
import { text } from '../../../src/i18n/text.ts';
import type { Foreseen } from '../../../src/look/foresee.ts';
import { defineCheck } from '../../../src/verify/check.ts';

const check = defineCheck({
  ...{ id: 'c1-reaches-c2', step: 'forward-bridge', after: [], kind: 'behaviour' },
  needs: () => ({}),
  judge: () => ({ verdict: 'pass' }),
});
const foreseen: Foreseen = {
  check,
  verdict: { verdict: 'fail', expected: text('ui.flow.answered'), observed: text('ui.flow.timeout') },
  trace: {
    flow: { from: 'c1', to: '192.0.2.1', proto: 'tcp', port: 80 },
    disposition: 'no-route',
    reason: text('trace.no-route.send', { node: 'c1', dst: '192.0.2.1\u001b[2J' }),
    hops: [],
    expected: { outcome: 'no-route' },
  },
};

test.each(['en', 'zh-CN'] as const)(
  'what will die is no verdict, and what a lab says moves no cursor (%s)',
  async (lang) => {
    const course = await taught(lang);
    const [head, reason, ...more] = foreseenLines([foreseen], course, lang);
    expect(head).toMatch(/^ {2}◇ /);
    expect(head).not.toMatch(/✘|✔|c1-reaches-c2$/);
    expect(reason).toContain('192.0.2.1');
    expect(`${head}${reason}`).not.toContain('\u001b');
    expect(more).toEqual([]);
    expect(refutedLines([foreseen], course, lang).join('\n')).not.toContain('\u001b');
    expect(foreseenLines([], course, lang)).toEqual([]);
  },
);
