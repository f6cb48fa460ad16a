import { describe, expect, it } from 'vitest';
import { reasonLine } from './reason-line.ts';

/** The ends of real logs, as they were seen; some shortened in the middle. */
const logs: { readonly [what: string]: readonly [said: string, tells: string] } = {
  'dockerd 28.5.2 without an answer of RootlessKit': [
    `time="2026-12-01T09:30:01.1Z" level=info msg="Loading containers: start."
time="2026-12-01T09:30:01.2Z" level=info msg="stopping event stream following graceful shutdown" error="<nil>" module=libcontainerd namespace=moby
time="2026-12-01T09:30:01.3Z" level=info msg="stopping healthcheck following graceful shutdown" module=libcontainerd
failed to start daemon: Error initializing network controller: failed to register "bridge" driver: error while connecting to RootlessKit API socket: stat /run/bridgework/xdg/api.sock: no such file or directory
time="2026-12-01T09:30:01.4Z" level=info msg="[core] [Channel #1]Channel Connectivity change to SHUTDOWN" module=grpc`,
    'failed to start daemon: Error initializing network controller: failed to register "bridge" driver: error while connecting to RootlessKit API socket: stat /run/bridgework/xdg/api.sock: no such file or directory',
  ],
  'dockerd with a configuration that it does not know': [
    'unable to configure the Docker daemon with file /run/bridgework/daemon.json: the following directives are specified both as a flag and in the configuration file: bridge\n',
    'unable to configure the Docker daemon with file /run/bridgework/daemon.json: the following directives are specified both as a flag and in the configuration file: bridge',
  ],
  'containerd that ends': [
    `time="2026-12-01T09:30:01Z" level=warning msg="containerd: failed to read something"
time="2026-12-01T09:30:01Z" level=error msg="failed to load plugin" error="no such device: \\"x\\""
time="2026-12-01T09:30:02Z" level=info msg="going on"`,
    'failed to load plugin: no such device: "x"',
  ],
  'level=fatal is before level=error': [
    'time="t" level=fatal msg="no socket"\ntime="t" level=error msg="failed to clean up"',
    'fatal: no socket',
  ],
  'mount(8), which ends with advice': [
    `mount: /tmp/root/etc: permission denied.
       dmesg(1) may have more information after failed mount system call.
`,
    'mount: /tmp/root/etc: permission denied.',
  ],
  'nginx that cannot bind': [
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\nnginx: [emerg] still could not bind()\nexit status 1',
    '[emerg] still could not bind()',
  ],
  'docker load': [
    "Error response from daemon: write /var/lib/docker/tmp/x: no space left on device\n\nRun 'docker load --help' for more information",
    'Error response from daemon: write /var/lib/docker/tmp/x: no space left on device',
  ],
  'a shell that misses a program': ['init.sh: 12: pivot_root: not found', 'init.sh: 12: pivot_root: not found'],
  'an engine that was waited for, and only told how far it was': [
    'time="t" level=info msg="Starting up"\ntime="t" level=info msg="failed over to another socket"',
    'failed over to another socket',
  ],
  'words that are all alike': ['one\ntwo\n', 'two'],
  'nothing at all': ['\n \n', ''],
};

describe('the line that tells why', () => {
  it.each(Object.entries(logs))('of %s', (_what, [log, tells]) => {
    expect(reasonLine(log)).toBe(tells);
    // As it comes out of a lab.
    expect(reasonLine(log.replaceAll('\n', '\x1f'))).toBe(tells);
  });

  it('is kept whole where a screen has room, and loses its middle where it has none', () => {
    const long = `failed to start daemon: ${'x'.repeat(300)} end`;
    expect(reasonLine(long)).toBe(long);
    const longer = reasonLine(`failed to start daemon: ${'x'.repeat(3000)} the very end`);
    expect(longer.length).toBeLessThanOrEqual(480);
    expect(longer).toMatch(/^failed to start daemon: x+…x+ the very end$/);
  });

  it('cannot move the cursor', () => {
    expect(reasonLine('failed: \x1b[2J\x1b[31mred\x07 \x00x')).toBe('failed: red x');
  });

  it('is bounded, whatever is said', () => {
    const hostile = `time="t" level=error msg="${'\\'.repeat(200_000)}\n${'level='.repeat(50_000)}`;
    for (const log of [hostile, '\x1b['.repeat(100_000), 'x'.repeat(1_000_000)])
      expect(reasonLine(log).length).toBeLessThanOrEqual(480);
  });
});
