import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typedCommands } from '../../testing/one-host/commands.ts';
import { createSandbox } from '../../testing/one-host/lab.ts';
import { describeLabContract } from '../contract.ts';
import type { Lab, ScriptResult } from '../lab.ts';
import { onTerminal } from '../testing/pty.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';

describeLabContract('sandbox', async () => {
  const home = await scratchHome();
  return { lab: createSandbox({ name: 'contract', home }), dispose: () => discardHome(home) };
});

describe('a network wired in a sandbox', () => {
  let home: string;
  let lab: Lab;
  const run = async (script: string, node = 'host'): Promise<ScriptResult> => {
    const result = await lab.run(script, { node, timeoutMs: 20_000 });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const fetchFrom = (node: string, url: string): Promise<ScriptResult> =>
    run(`curl -sS --max-time 5 -o /dev/null -w '%{http_code}' '${url}'`, node);
  const logOf = async (node: string): Promise<string> =>
    (await run(`cat /run/bridgework/log/${node}.access.log`)).stdout;

  beforeAll(async () => {
    home = await scratchHome();
    lab = createSandbox({ name: 'course', home });
    const up = await lab.up(() => {});
    if (!up.ok) throw new Error(JSON.stringify(up.error));
  });
  afterAll(() => discardHome(home));

  test('the host looks like the one in the source: ens33, no eth0, forwarding on, FORWARD drops', async () => {
    const { stdout } = await run(`
      ip -br link | awk '{ sub("@.*", "", $1); print $1 }' | sort | tr '\\n' ' '; echo
      ip -br -4 addr show ens33 | awk '{ print $3 }'; ip route show default
      cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/bridge/bridge-nf-call-iptables /proc/sys/net/ipv4/conf/all/rp_filter
      iptables -S FORWARD; hostname; ls /run/netns | tr '\\n' ' '`);
    expect(stdout.split('\n').map((line) => line.trim())).toEqual([
      'ens33 lo',
      '192.168.1.61/24',
      'default via 192.168.1.1 dev ens33',
      '1',
      '1',
      '0',
      '-P FORWARD DROP',
      'host',
      'internet outside',
    ]);
  });

  test('the programs of the course are there, and docker needs no settings', async () => {
    const { stdout, exitCode } = await run(
      'for p in ip bridge brctl iptables nft conntrack nsenter script curl; do command -v $p >/dev/null || echo $p; done; docker info >/dev/null',
    );
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
  });

  test.each(['host', 'outside'])('ping and tcpdump start in %s', async (node) => {
    const { stdout } = await run(
      `timeout 9 tcpdump -lni any -c 1 icmp >/tmp/seen 2>&1 &
      for _ in $(seq 50); do grep -q ^listening /tmp/seen && break; sleep 0.1; done
      ping -c 1 192.168.1.1 | grep -o ttl=64; wait; grep -c 'ICMP echo' /tmp/seen`,
      node,
    );
    expect(stdout).toBe('ttl=64\n1\n');
  });

  test("an engine that asks for RootlessKit's port driver hears that there is none", async () => {
    const { stdout } = await run(
      `curl -sS --unix-socket /run/bridgework/xdg/api.sock http://rootlesskit/v1/info
      echo; curl -s -o /dev/null -w '%{http_code}' --unix-socket /run/bridgework/xdg/api.sock http://rootlesskit/v1/ports`,
    );
    const [answer = '', ports] = stdout.split('\n');
    // `none` is one of the words for it; a driver that is not mentioned at all ends `docker version` (28.5.2: nil pointer).
    expect(JSON.parse(answer)).toMatchObject({ networkDriver: { driver: 'none' }, portDriver: { driver: 'none' } });
    expect(ports).toBe('404');
  });

  test('before the course nobody can reach a container network', async () => {
    for (const node of ['host', 'outside', 'internet']) {
      expect((await run('curl -sS --max-time 1 http://172.18.0.2', node)).exitCode).not.toBe(0);
    }
  });

  test('every command works exactly as written, in a terminal', async () => {
    for (const command of typedCommands) {
      const entry = await lab.entry('host', ['bash', '-c', command]);
      if (!entry.ok) throw new Error(entry.error.code);
      const terminal = onTerminal(entry.value);
      expect({ command, code: await terminal.exitCode, output: terminal.output() }).toMatchObject({ command, code: 0 });
      if (/wget/.test(command)) expect(terminal.output()).toMatch(/Welcome to nginx!|This is internet/);
    }
  });

  test('the published port is answered by c1 for the host, for outside and for c1 itself', async () => {
    for (const node of ['host', 'outside', 'c1']) {
      const nonce = `/?nonce=${node}-5678`;
      await fetchFrom(node, `http://192.168.1.61:5678${nonce}`);
      expect((await run('docker logs c1 2>/dev/null')).stdout).toContain(`GET ${nonce} `);
    }
  });

  test('web servers log who asked and for what', async () => {
    await fetchFrom('host', 'http://www.baidu.com/?nonce=web1');
    await fetchFrom('host', 'http://192.168.1.50/?nonce=web2');
    await fetchFrom('c1', 'http://192.168.1.61:9000/?nonce=web3');
    await fetchFrom('c1', 'http://192.168.1.50:5678/?nonce=web4');
    expect(await logOf('internet')).toMatch(/^192\.168\.1\.61 .*"GET \/\?nonce=web1 HTTP/m);
    expect(await logOf('outside')).toMatch(/^192\.168\.1\.61 .*"GET \/\?nonce=web2 HTTP/m);
    expect(await logOf('host')).toMatch(/^172\.18\.0\.2 .*"GET \/\?nonce=web3 HTTP/m);
    expect(await logOf('outside')).toMatch(/^192\.168\.1\.61 .*"GET \/\?nonce=web4 HTTP/m);
  });

  test('a container resolves names by the lab alone', async () => {
    expect((await run('docker exec c1 cat /etc/resolv.conf')).stdout).toContain('nameserver 192.168.1.1');
    expect((await run('timeout 5 docker exec c1 nslookup example.org')).exitCode).not.toBe(0);
    // It asks for IPv6 addresses, too: there are none, which is not the same as no such name.
    const known = await run('timeout 5 docker exec c1 nslookup www.baidu.com');
    expect(known).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('203.0.113.80') });
  });

  test('conntrack shows connections and ip netns enters nodes', async () => {
    expect((await run('conntrack -L 2>/dev/null')).stdout).toContain('dport=5678');
    expect((await run('ip netns exec outside ip -br addr')).stdout).toContain('192.168.1.50/24');
    expect((await run('ls /sys/class/net')).stdout.split('\n')).toContain('br0');
  });

  test('orphans are reaped and the learner cannot end the lab’s first process by accident', async () => {
    await run('(sleep 0.01 &) ; kill -KILL 1');
    await expect.poll(async () => (await run("ps -e -o stat= | grep -c '^Z'")).stdout).toBe('0\n');
    expect((await lab.status()).state).toBe('up');
  });

  test('an engine that was killed ends the lab, and up gives a fresh one', async () => {
    await run('kill -KILL $(cat /run/docker.pid)');
    await expect.poll(async () => (await lab.status()).state).toBe('down');
    expect((await lab.up(() => {})).ok).toBe(true);
    expect((await run('docker ps -aq; ip -br link show br0 2>/dev/null')).stdout).toBe('');
  });

  test('a lab without its socket is broken, and up rebuilds it', async () => {
    await run('rm -f /run/docker.sock');
    expect((await lab.status()).state).toBe('broken');
    expect((await lab.up(() => {})).ok).toBe(true);
    expect((await lab.status()).state).toBe('up');
  });
});
