import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { course } from '../lessons/course.ts';
import { defaultParams, type Params } from '../lessons/params/params.ts';
import { allChecks, checksOf } from './index.ts';
import { commands } from './support/commands.ts';

const lessons = new URL('../lessons/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, lessons), 'utf8');
/** Step, then its checks, as the lessons list them. */
const listed = course.lessons.flatMap((folder) =>
  read(`${folder}/en.md`)
    .split(/<!-- step: /)
    .slice(1)
    .map(
      (part) => [part.split(' ')[0] ?? '', [...part.matchAll(/^- `([a-z0-9-]+)`:/gm)].map((one) => one[1])] as const,
    ),
);

describe('the list of checks', () => {
  it('is what the lessons list, in their order', () => {
    expect(listed.map(([step]) => [step, checksOf(step).map(({ id }) => id)])).toEqual(listed.map((one) => [...one]));
    expect(allChecks.length).toBe(listed.flatMap(([, ids]) => ids).length);
  });

  it('has every id once', () => {
    expect(new Set(allChecks.map(({ id }) => id)).size).toBe(allChecks.length);
  });

  it('depends only on checks that come before', () => {
    const seen = new Set<string>();
    for (const { id, after } of allChecks) {
      expect(
        after.filter((one) => !seen.has(one)),
        id,
      ).toEqual([]);
      seen.add(id);
    }
  });

  it('asks for each fact by one key, whatever the check', () => {
    const scripts = new Map<string, string>();
    for (const check of allChecks) {
      for (const { key, script } of Object.values(check.needs(defaultParams))) {
        expect(scripts.get(key) ?? script, key).toBe(script);
        scripts.set(key, script);
      }
    }
  });
});

it('looks only at what the parameters name', () => {
  const container = (name: string, veth: string, address: string) => ({ name, veth, peer: 'eth0', address });
  const other: Params = {
    bridge: 'lab0',
    subnet: '10.9.0.0/24',
    gateway: '10.9.0.1',
    c1: container('web', 'cable1', '10.9.0.7'),
    c2: container('db', 'cable2', '10.9.0.8'),
    uplink: 'wan7',
    hostAddress: '198.51.100.61',
    port: 8123,
    image: 'image:1',
    site: 'example.org',
    outsideAddress: '198.51.100.50',
    hostServicePort: 9123,
  };
  const scripts = allChecks.flatMap((check) =>
    Object.values(check.needs(other)).map(({ key, script }) => `${key} ${script}`),
  );
  expect(scripts.filter((one) => /\b(br0|c1|c2|veth\d|ens33)\b|172\.18|192\.168|5678|9000|baidu/.test(one))).toEqual(
    [],
  );
});

it('hints quote the commands of the course word by word', () => {
  const source = read('source-commands.txt').split('\n');
  for (const command of Object.values(commands)) expect(source).toContain(command(defaultParams));
});
