import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { prelude } from './prelude.ts';

const socket = '/var/run/docker.sock';
const idOf = (digit: number): string => String(digit).repeat(64);
const [first, second, third] = [1, 2, 3].map(idOf) as [string, string, string];

/** What the engine says of a container, as far as it is read. */
const told = (id: string): string =>
  `{"Id":"${id}","State":{"Running":true,"Paused":false,"Pid":7,"ExitCode":0,"Error":"","StartedAt":"x","FinishedAt":"y"},` +
  `"LogPath":"/log","Name":"/c${id[0]}","RestartCount":0,"HostConfig":{"NetworkMode":"none","PortBindings":{}},` +
  '"Config":{"Image":"i","Volumes":null}}\n';

type Says = (response: ServerResponse, id: string) => void;
const answers: Says = (response, id) => void response.end(told(id));
const hangs: Says = () => undefined;
const message =
  (status: number, words: string): Says =>
  (response) => {
    response.writeHead(status);
    response.end(`{"message":"${words}"}\n`);
  };
const breaks: Says = (response) => {
  response.writeHead(200, { 'content-length': 1000 });
  response.write('{"Id":"', () => response.destroy());
};

/** The prelude's question, to an engine that says this of these containers; its own program is one that says so. */
async function asked(containers: Readonly<Record<string, Says>>, list?: Says) {
  const hanging = [...Object.values(containers), list].includes(hangs);
  const dir = await mkdtemp(join(tmpdir(), 'bridgework-engine-'));
  const server = createServer(({ url = '' }, response) => {
    const id = /containers\/([0-9a-f]{64})\/json/.exec(url)?.[1];
    if (id) containers[id]?.(response, id);
    else if (list) list(response, '');
    else response.end(`${JSON.stringify(Object.keys(containers).map((Id) => ({ Id })))}\n`);
  });
  await new Promise<void>((resolve) => server.listen(join(dir, 'engine'), resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dir, { recursive: true });
  });
  const script = `${prelude('0', '').replaceAll(socket, join(dir, 'engine'))}
BW_DOCKER_SECONDS=${hanging ? 1 : 20}
ask_program() { echo 'the program was asked' >&2; return 1; }
rm "$BW_DIR/pids"
if ask_engine 2>"$BW_DIR/engine.err"; then cut -d ' ' -f 2 "$BW_DIR/pids"; else engine || :; fi 2>&1`;
  const env = { PATH: process.env['PATH'], HOME: dir };
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
  return stdout.trim().split('\n');
}

test('every container is told of; one that goes away between the two questions is none any more', async () => {
  expect(await asked({})).toEqual(['']);
  expect(await asked({ [first]: answers, [second]: answers })).toEqual(['c1', 'c2']);
  const gone = message(404, `No such container: ${second}`);
  expect(await asked({ [first]: answers, [second]: gone, [third]: answers })).toEqual(['c1', 'c3']);
  expect(await asked({ [second]: gone })).toEqual(['']);
});

test.each([
  ['the first', { [first]: hangs, [second]: answers }],
  ['the last', { [first]: answers, [second]: hangs }],
  ['each', { [first]: hangs, [second]: hangs, [third]: hangs }],
])(
  'an engine that hangs at %s container has timed out; none is left out, and nobody waits for it twice',
  async (_, says) => {
    expect(await asked(says)).toEqual(['0 docker timed out']);
  },
);

test('an engine that hangs at the list has timed out', async () => {
  expect(await asked({}, hangs)).toEqual(['0 docker timed out']);
});

test.each([
  ['breaks off', breaks],
  ['fails', message(500, 'layer does not exist')],
  ['answers with something else', message(200, 'hello')],
  ['says nothing', (response) => void response.end()],
] satisfies [string, Says][])('where it %s at one container, its own program is asked', async (_, says) => {
  expect(await asked({ [first]: says, [second]: answers })).toEqual(['0 docker the program was asked']);
});
