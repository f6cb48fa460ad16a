import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Answer = { readonly [key: string]: unknown };
type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Answer;
  readonly result?: Answer;
  readonly error?: { readonly message: string };
};

/** One page of a headless Chromium, spoken to over its DevTools pipe: no port is opened, nothing is fetched. */
export interface Page {
  send(method: string, params?: object): Promise<Answer>;
  /** The value of an expression in the page; its own policy does not count. */
  evaluate<T>(expression: string): Promise<T>;
  /** Everything that the browser has told by itself, e.g. `Network.requestWillBeSent`. */
  readonly events: readonly { readonly method: string; readonly params: Answer }[];
  /** Resolves when the browser tells this for the first time from now on. */
  next(method: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Debian's `chromium`; rejects when it cannot be started. */
export async function openPage(): Promise<Page> {
  const profile = await mkdtemp(join(tmpdir(), 'bridgework-chromium-'));
  const child = spawn(
    'chromium',
    [
      ...['--headless=new', '--remote-debugging-pipe', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      ...['--no-first-run', '--disable-background-networking', '--disable-component-update', '--hide-scrollbars'],
      ...[`--user-data-dir=${profile}`, 'about:blank'],
    ],
    // A process group of its own: what it starts ends with it.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const browser = await connect(child);
    const { targetInfos } = (await browser.send('Target.getTargets')) as {
      targetInfos: { targetId: string; type: string }[];
    };
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const send = (method: string, params: object = {}) => browser.send(method, params, String(sessionId));
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await send(`${domain}.enable`);
    return {
      send,
      events: browser.events,
      next: browser.next,
      close,
      async evaluate<T>(expression: string) {
        const { result } = (await send('Runtime.evaluate', { expression, returnByValue: true })) as {
          result: { value: T };
        };
        return result.value;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(child: ChildProcess) {
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  const events: { method: string; params: Answer }[] = [];
  const listeners: { readonly method: string; resolve(params: Answer): void }[] = [];
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.once('error', (error) =>
    fail(new Error(`chromium cannot be started (apt-get install chromium): ${error.message}`)),
  );
  child.once('close', () => fail(new Error('chromium has ended')));
  input.on('error', fail);
  let rest = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) receive(JSON.parse(part));
  });
  const receive = ({ id, method, params = {}, result = {}, error }: Message): void => {
    if (id === undefined && method !== undefined) {
      events.push({ method, params });
      for (const one of listeners.filter((listener) => listener.method === method)) {
        listeners.splice(listeners.indexOf(one), 1);
        one.resolve(params);
      }
      return;
    }
    const one = waiting.get(id ?? -1);
    waiting.delete(id ?? -1);
    if (error) one?.reject(new Error(error.message));
    else one?.resolve(result);
  };
  let last = 0;
  return {
    events,
    next: (method: string) => new Promise<Answer>((resolve) => void listeners.push({ method, resolve })),
    send: (method: string, params: object = {}, sessionId?: string): Promise<Answer> =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        input.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
  };
}
