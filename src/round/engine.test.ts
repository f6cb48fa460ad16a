import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { engineFields } from './prelude.ts';

/** `curl --unix-socket /var/run/docker.sock http://docker/containers/c1/json` of docker 20.10, shortened. */
const container = {
  Id: '14553fcc4700611d4341bf6db4d71565d42e95549a6f181b5bc6aad03d1de358',
  Created: '2026-12-01T16:28:31.055380618Z',
  Path: 'nginx',
  Args: ['-g', 'daemon off;'],
  State: {
    ...{ Status: 'running', Running: true, Paused: false, Restarting: false, OOMKilled: false, Dead: false },
    ...{ Pid: 425, ExitCode: 0, Error: '', StartedAt: '2026-12-01T16:28:31.4Z', FinishedAt: '0001-01-01T00:00:00Z' },
  },
  Image: 'sha256:3edf',
  LogPath: '/var/lib/docker/containers/1455/1455-json.log',
  Name: '/c1',
  RestartCount: 0,
  HostConfig: {
    ...{ Binds: null as unknown, ContainerIDFile: '', LogConfig: { Type: 'json-file', Config: {} } },
    ...{ NetworkMode: 'none', PortBindings: {}, RestartPolicy: { Name: 'no', MaximumRetryCount: 0 } },
  },
  Mounts: [] as unknown[],
  Config: {
    ...{ Hostname: '14553fcc4700', Env: ['PATH=/bin'], Cmd: ['nginx'], Image: 'nginx:1.13.3-alpine', Volumes: null },
    ...{ Labels: {} as { [name: string]: string } },
  },
};

const read = (...said: unknown[]): string =>
  execFileSync('sed', ['-n', engineFields], {
    input: said.map((one) => `${JSON.stringify(one)}\n`).join(''),
  }).toString();

const right = `425 /c1 /var/lib/docker/containers/1455/1455-json.log
{"id":"${container.Id}","name":"/c1","running":true,"pid":425,"networkMode":"none","image":"nginx:1.13.3-alpine","exitCode":0,"startedAt":"2026-12-01T16:28:31.4Z"}
`;

test('what the engine says of a container becomes what its own program would print', () => {
  expect(read(container)).toBe(right);
  const stopped = { ...container.State, Running: false, Pid: 0, ExitCode: -1 };
  expect(read({ ...container, State: stopped })).toContain('"running":false,"pid":0,');
  expect(read({ message: 'No such container: c9' }, container)).toBe(right);
});

/** In the order of their keys, as the engine prints objects whose keys anybody may choose. */
const chosen = {
  ...{
    Config: '"Image":"x","Volumes":{',
    ExitCode: '0',
    FinishedAt: 'x',
    Id: 'y',
    Image: 'x',
    LogPath: '/x',
    Name: '/c2',
  },
  ...{ NetworkMode: 'host', Paused: 'false', Pid: '1', PortBindings: 'x', RestartCount: '0', Running: 'true' },
  ...{ StartedAt: 'x', Volumes: 'null' },
};

test('labels, options and arguments cannot pass for fields', () => {
  const forged =
    '","LogPath":"/x","Name":"/c2","RestartCount":0,"NetworkMode":"host","PortBindings":{},"Pid":1,"ExitCode":0,';
  const hostile = {
    ...container,
    Args: [forged],
    State: { ...container.State, Error: forged },
    HostConfig: { ...container.HostConfig, LogConfig: { Type: 'none', Config: chosen }, Annotations: chosen },
    Config: { ...container.Config, Env: [forged], Cmd: [forged], Labels: chosen },
  };
  expect(read({ ...hostile, State: { ...hostile.State } })).toBe(right);
});

test('what has other fields is not read at all', () => {
  const { RestartCount: _, ...older } = container;
  expect(read(older)).toBe('');
});
