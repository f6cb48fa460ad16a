import { expect, test } from 'vitest';
import { differences, groupsLikeALabs } from './machine.ts';

const id = 'c0ffee00'.repeat(8);
const before = ['0 /sys/fs/cgroup/pids', '0 /sys/fs/cgroup/pids/system.slice'];

const touched = (...more: string[]): unknown =>
  differences(
    { cgroups: groupsLikeALabs(before.join('\n')) },
    { cgroups: groupsLikeALabs([...before, ...more].join('\n')) },
  );

test('control groups of an engine of root’s, or of whoever manages the machine, are no trace of a lab', () => {
  expect(touched('0 /sys/fs/cgroup/pids/docker', `0 /sys/fs/cgroup/pids/docker/${id}`)).toEqual({});
  expect(touched('0 /sys/fs/cgroup/pids/bridgework/default-0123456789ab')).toEqual({});
  expect(touched('1000 /sys/fs/cgroup/user.slice/user@1000.service/app.slice')).toEqual({});
});

test('a group that a lab’s root or a learner has made for an engine is a trace, and so is one named for us', () => {
  for (const group of [
    '1879048192 /sys/fs/cgroup/pids/docker',
    `1000 /sys/fs/cgroup/pids/${id}`,
    '1879048192 /sys/fs/cgroup/pids/bridgework/default-0123456789ab/mine',
  ]) {
    expect(touched(group)).toEqual({ cgroups: [`+ ${group}`] });
  }
});
