import { expect, test } from 'vitest';
import { containers } from './containers.ts';
import { nonceOf, observation, observationOf, reading } from './testing/captured.ts';

test('containers that run have a network namespace that is not the one of the host', () => {
  const { containers: all, hostNetns } = reading('wired', containers());
  expect(all.map(({ name, running, networkMode }) => [name, running, networkMode])).toEqual(
    expect.arrayContaining([
      ['c1', true, 'none'],
      ['c2', true, 'none'],
    ]),
  );
  expect(new Set([hostNetns, ...all.map(({ netns }) => netns)]).size).toBe(3);
});

/** As the prelude's template prints a container that was stopped (docker 20.10). */
const stopped =
  '{"id":"aa","name":"/c1","running":false,"pid":0,"networkMode":"none","image":"nginx:1.13.3-alpine","exitCode":137,"startedAt":"2026-11-24T01:47:50.1Z"}';

test('a container that ended tells its exit code, and has no namespace', () => {
  const { stdout } = observationOf('wired', containers());
  const nonce = nonceOf('wired');
  const seen = observation({
    stdout: stdout.replace(/begin inspect\n[\s\S]*?(?=\n[0-9a-f]+ end)/, `begin inspect\n${stopped}\n`),
  });
  const read = containers().parse(seen, { nonce });
  expect(read.ok && read.value.containers).toEqual([
    {
      id: 'aa',
      name: 'c1',
      running: false,
      pid: 0,
      networkMode: 'none',
      image: 'nginx:1.13.3-alpine',
      exitCode: 137,
      startedAt: '2026-11-24T01:47:50.1Z',
    },
  ]);
});

test('no container at all is an empty list; Docker that does not answer is no list', () => {
  const empty = '\nfeed begin inspect\n\nfeed end 0\n\nfeed begin netns\n4026531840 /proc/7/ns/net\n\nfeed end 0\n';
  const parse = (seen: Parameters<typeof observation>[0]) => containers().parse(observation(seen), { nonce: 'feed' });
  expect(parse({ stdout: empty })).toEqual({ ok: true, value: { hostNetns: '4026531840', containers: [] } });
  const dead = parse({ stderr: 'feed docker Cannot connect to the Docker daemon', exitCode: 125 });
  expect(!dead.ok && dead.error.text.id).toBe('facts.docker');
});
