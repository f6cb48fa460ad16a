import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkDocument } from '../../../src/cli/json/check-document.ts';
import { start } from '../../../src/cli/testing/program.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';

/** Every parameter has another value than the source document's. */
const params = {
  bridge: 'lab7',
  subnet: '10.9.0.0/24',
  gateway: '10.9.0.1',
  'c1.name': 'web',
  'c1.veth': 'cable1',
  'c1.address': '10.9.0.7',
  'c2.name': 'db',
  'c2.veth': 'cable2',
  'c2.address': '10.9.0.8',
  uplink: 'enp0s3',
  hostAddress: '10.77.0.61',
  outsideAddress: '10.77.0.50',
  hostServicePort: '7531',
  port: '8088',
  site: 'web.example.org',
  image: 'class/web:2',
};
const flags = Object.entries(params).flatMap(([name, value]) => ['--param', `${name}=${value}`]);

let home: string;
const bridgework = (...args: readonly string[]) => start(home, args).done;

beforeAll(async () => {
  home = await scratchHome();
});
afterAll(() => discardHome(home));

// One learner whose course has other names and addresses everywhere; each test starts where the one before ended.
it('brings up a lab with the network that the parameters name', async () => {
  const up = await bridgework('lab', 'up', ...flags);
  expect(up.err).not.toContain('bridgework: bug');
  expect(up.code).toBe(0);
  const looked = await bridgework('lab', 'exec', '--', 'sh', '-c', 'ip -br addr show enp0s3; getent hosts outside');
  expect(looked.out).toMatch(/enp0s3\S*\s+UP\s+10\.77\.0\.61\/24/);
  expect(looked.out).toContain('10.77.0.50');
  expect((await bridgework('lab', 'exec', '--', 'docker', 'image', 'inspect', 'class/web:2')).code).toBe(0);
});

it('solves the whole course with them, and every check holds', async () => {
  const solved = await bridgework('solve', ...flags);
  expect(solved.err).toContain('0 failed');
  expect(solved.code).toBe(0);
  const checked = await bridgework('check', '--json', ...flags);
  const { summary, verdicts } = checkDocument.parse(JSON.parse(checked.out));
  expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  expect(summary.pass).toBe(verdicts.length);
});

it.each(['en', 'zh-CN'])('shows them in commands and prose: %s', async (lang) => {
  const { out } = await bridgework('course', 'export', '--lang', lang, ...flags);
  for (const value of ['enp0s3', '10.77.0.61:8088', 'web.example.org', 'class/web:2', 'lab7', 'cable1'])
    expect(out).toContain(value);
  expect(out).not.toMatch(/\bens33\b|192\.168\.1\.|172\.18\.0\.|\bbr0\b|5678/);
});

it('is never used with other values by mistake: exit code 2 and the way out', async () => {
  for (const args of [['check'], ['run', 'bridge'], ['solve'], ['lab', 'up']]) {
    const refused = await bridgework(...args);
    expect(refused.code, args.join(' ')).toBe(2);
    expect(refused.err).toContain('uplink=enp0s3');
    expect(refused.err).toContain('bridgework lab down --lab default');
  }
  expect((await bridgework('lab', 'status')).code).toBe(0);
});

it('comes up by other values after it was ended', async () => {
  expect((await bridgework('lab', 'down')).code).toBe(0);
  expect((await bridgework('lab', 'up')).code).toBe(0);
  expect((await bridgework('lab', 'exec', '--', 'ip', '-br', 'addr', 'show', 'ens33')).out).toContain(
    '192.168.1.61/24',
  );
});
