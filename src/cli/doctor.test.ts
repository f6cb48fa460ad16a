import { expect, it } from 'vitest';
import { defaultParams } from '../../test/courses/vxlan/params.ts';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import type { Finding } from '../lab/lab.ts';
import { doctorDocument } from './json/doctor-document.ts';
import { bridgework } from './testing/harness.ts';

const good: Finding = { id: 'memory', state: 'ok', text: text('cli.verdict.pass') };
const warning: Finding = {
  id: 'forwarding-off',
  state: 'warning',
  pitfalls: ['F23'],
  text: text('cli.interrupted'),
  effect: text('lab.fail.cancelled'),
  fix: 'sudo sysctl -w net.ipv4.ip_forward=1',
};
const blocking: Finding = { ...warning, id: 'engine-down', state: 'blocking' };
const unknown: Finding = { id: 'proxy', state: 'unknown', text: text('cli.verdict.error') };

const doctor = (findings: readonly Finding[], args: readonly string[] = []) =>
  bridgework(['doctor', ...args], { services: { doctor: async () => findings } });

it('says what was seen, what it does and what fixes it, the worst last', async () => {
  const [passes, seen, effect] = [good.text, warning.text, text('lab.fail.cancelled')].map(translator('en'));
  const { out } = await doctor([blocking, warning, good]);
  expect(out.split('\n')).toEqual([
    `✔ ok  ${passes}`,
    `▲ warning  ${seen} [F23]`,
    `    ${effect}`,
    '    $ sudo sysctl -w net.ipv4.ip_forward=1',
    `✘ blocking  ${seen} [F23]`,
    `    ${effect}`,
    '    $ sudo sysctl -w net.ipv4.ip_forward=1',
    '',
    expect.stringMatching(/^1 in order, 0 /),
    '',
  ]);
});

it.each([
  ['good', [good], 0],
  ['only warnings', [good, warning], 0],
  ['something that blocks', [good, blocking], 2],
  ['something that could not be looked at', [good, unknown], 2],
])('ends well or not: %s', async (_name, findings, code) => {
  expect((await doctor(findings)).code).toBe(code);
});

it('is one document with --json, in the language of the learner', async () => {
  const { out } = await bridgework(['doctor', '--json'], {
    lang: 'zh-CN',
    services: { doctor: async () => [good, warning] },
  });
  const document = doctorDocument.parse(JSON.parse(out));
  expect(document).toMatchObject({ version: 1, lab: 'default', kind: 'sandbox' });
  expect(document.findings[1]).toMatchObject({
    effect: translator('zh-CN')(text('lab.fail.cancelled')),
    mend: expect.stringContaining('sysctl'),
    pitfalls: ['F23'],
  });
});

it('asks about the kind of lab and the parameters that it was told', async () => {
  const asked: unknown[] = [];
  const services = {
    doctor: async (_lab: unknown, question: unknown) => {
      asked.push(question);
      return [];
    },
  };
  await bridgework(['doctor'], { services });
  await bridgework(['doctor', '--for', 'here', '--param', 'tunnel=vx7'], { services });
  expect(asked).toEqual([
    { kind: 'sandbox', params: defaultParams },
    { kind: 'here', params: { ...defaultParams, tunnel: 'vx7' } },
  ]);
  expect((await bridgework(['doctor', '--for', 'nowhere'], { services })).code).toBe(2);
  expect((await bridgework(['doctor', '--param', 'tunnel'], { services })).code).toBe(2);
});
