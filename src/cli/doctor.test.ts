import { expect, it } from 'vitest';
import { text as courseText } from '../../checks/words/text.ts';
import { defaultParams } from '../../lessons/params/params.ts';
import type { Finding } from '../lab/lab.ts';
import { doctorDocument } from './json/doctor-document.ts';
import { bridgework } from './testing/harness.ts';

const good: Finding = { id: 'memory', state: 'ok', text: courseText('doctor.memory.title') };
const warning: Finding = {
  id: 'forwarding-off',
  state: 'warning',
  pitfalls: ['F23'],
  text: courseText('doctor.forwarding-off.seen'),
  effect: courseText('doctor.forwarding-off.effect'),
  fix: 'sudo sysctl -w net.ipv4.ip_forward=1',
};
const blocking: Finding = { ...warning, id: 'engine-down', state: 'blocking' };
const unknown: Finding = { id: 'proxy', state: 'unknown', text: courseText('doctor.proxy.title') };

const doctor = (findings: readonly Finding[], args: readonly string[] = []) =>
  bridgework(['doctor', ...args], { services: { doctor: async () => findings } });

it('says what was seen, what it does and what fixes it, the worst last', async () => {
  const { out } = await doctor([blocking, warning, good]);
  expect(out.split('\n').map((line) => line.slice(0, 14))).toEqual([
    '✔ ok  Memory',
    '▲ warning  net',
    '    The kernel',
    '    $ sudo sys',
    '✘ blocking  ne',
    '    The kernel',
    '    $ sudo sys',
    '',
    '1 in order, 0 ',
    '',
  ]);
  expect(out).toContain('net.ipv4.ip_forward is 0. [F23]');
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
  expect(document.findings[1]).toMatchObject({ effect: expect.stringContaining('内核'), pitfalls: ['F23'] });
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
  await bridgework(['doctor', '--for', 'here', '--param', 'uplink=enp0s3'], { services });
  expect(asked).toEqual([
    { kind: 'sandbox', params: defaultParams },
    { kind: 'here', params: { ...defaultParams, uplink: 'enp0s3' } },
  ]);
  expect((await bridgework(['doctor', '--for', 'nowhere'], { services })).code).toBe(2);
  expect((await bridgework(['doctor', '--param', 'uplink'], { services })).code).toBe(2);
});
