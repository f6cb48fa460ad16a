import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Three private network namespaces, client -- router -- server, made and thrown away by one process tree:
 *
 *     client 10.1.0.2, .3   |  ci 10.1.0.1  router  se 10.2.0.1, .9  |  10.2.0.2, .3  server
 *
 * Server and router listen on 80 and 81 and tell who they are and whom they see.
 */
export interface Trial {
  /** Input of `nft -f`, iptables-nft-restore and iptables-legacy-restore. */
  readonly nft: string;
  readonly iptablesNft: string;
  readonly iptablesLegacy: string;
  readonly nativeFirst: boolean;
  readonly flows: readonly Flow[];
}

export interface Flow {
  readonly src: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
}

export interface TrialResult {
  readonly iptablesNft: string;
  readonly iptablesLegacy: string;
  readonly nftJson: string;
  /** For each flow: `server 10.2.0.2 80 10.1.0.2` (who, at which address and port, saw which client), an errno, or `timeout`. */
  readonly answers: readonly string[];
  readonly errors: string;
}

const listener = `
const [who, ...ports] = process.argv.slice(1);
for (const port of ports) {
  require('node:net').createServer((s) => {
    s.on('error', () => {});
    s.end([who, s.localAddress, s.localPort, s.remoteAddress].join(' '));
  }).listen(Number(port), '0.0.0.0');
}`;

const client = `
const [flows, ms] = process.argv.slice(1).map((text) => JSON.parse(text));
const one = ({ src, sport, dst, dport }) => new Promise((done) => {
  let text = '';
  const s = require('node:net').connect({ host: dst, port: dport, localAddress: src, localPort: sport });
  const timer = setTimeout(() => { s.destroy(); done('timeout'); }, ms);
  const end = (answer) => { clearTimeout(timer); s.destroy(); done(answer); };
  s.on('data', (data) => { text += data; }).on('end', () => end(text)).on('error', (error) => end(error.code));
});
Promise.all(flows.map(one)).then((answers) => console.log(JSON.stringify(answers)));`;

function script(folder: string, trials: readonly Trial[], ms: number): string {
  const node = `'${process.execPath}'`;
  const trial = (one: Trial, index: number): string => {
    const file = (name: string): string => `'${join(folder, `${index}.${name}`)}'`;
    const native = `nft -f ${file('nft')} 2>>${file('errors')}`;
    const classic = `iptables-nft-restore <${file('iptablesNft')} 2>>${file('errors')}`;
    const order = one.nativeFirst ? [native, classic] : [classic, native];
    return [
      'nft flush ruleset',
      `iptables-legacy-restore <${file('iptablesLegacy')} 2>>${file('errors')}`,
      ...order,
      `iptables-nft-save -c >${file('nftsave')} 2>/dev/null`,
      // Table by table: an ordinary user's namespace may not read the list of them in /proc/net/ip_tables_names.
      `for t in raw nat filter; do iptables-legacy-save -c -t $t; done >${file('legacysave')} 2>>${file('errors')}`,
      `nft -j list ruleset >${file('json')}`,
      `nsenter -t $client -n ${node} -e "$client_js" '${JSON.stringify(one.flows)}' ${ms} >${file('answers')}`,
    ].join('\n');
  };
  return `
export XTABLES_LOCKFILE='${folder}/lock'
listener_js=$(cat '${folder}/listener.js'); client_js=$(cat '${folder}/client.js')
unshare -n sleep infinity & client=$!
unshare -n sleep infinity & server=$!
own=$(readlink /proc/self/ns/net)
until [ "$(readlink /proc/$client/ns/net)" != "$own" ] && [ "$(readlink /proc/$server/ns/net)" != "$own" ]; do :; done
ip link set lo up
ip link add ci type veth peer name eth0 netns $client
ip link add se type veth peer name eth0 netns $server
ip addr add 10.1.0.1/24 dev ci; ip addr add 10.2.0.1/24 dev se; ip addr add 10.2.0.9/24 dev se
ip link set ci up; ip link set se up
echo 1 >/proc/sys/net/ipv4/ip_forward
for n in $client $server; do nsenter -t $n -n ip link set eth0 up; nsenter -t $n -n ip link set lo up; done
for a in 2 3; do
  nsenter -t $client -n ip addr add 10.1.0.$a/24 dev eth0
  nsenter -t $server -n ip addr add 10.2.0.$a/24 dev eth0
done
nsenter -t $client -n ip route add default via 10.1.0.1
nsenter -t $server -n ip route add default via 10.2.0.1
nsenter -t $server -n ${node} -e "$listener_js" server 80 81 & one=$!
${node} -e "$listener_js" router 80 81 & two=$!
until nsenter -t $server -n bash -c ': </dev/tcp/10.2.0.3/81' 2>/dev/null; do :; done
until bash -c ': </dev/tcp/127.0.0.1/81' 2>/dev/null; do :; done
${trials.map(trial).join('\n')}
kill $one $two $client $server
`;
}

const texts = ['nft', 'iptablesNft', 'iptablesLegacy'] as const;

async function readResult(folder: string, index: number): Promise<TrialResult> {
  const file = (name: string): Promise<string> => readFile(join(folder, `${index}.${name}`), 'utf8').catch(() => '');
  const [iptablesNft, iptablesLegacy, nftJson, answers, errors] = await Promise.all(
    ['nftsave', 'legacysave', 'json', 'answers', 'errors'].map(file),
  );
  return {
    iptablesNft: iptablesNft ?? '',
    iptablesLegacy: iptablesLegacy ?? '',
    nftJson: nftJson ?? '',
    answers: answers ? JSON.parse(answers) : [],
    errors: errors ?? '',
  };
}

/** Everything runs under one pid namespace: whatever happens to us, the kernel ends all of it. */
function run(file: string): Promise<string> {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const isolated = [...user, '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  return new Promise((done, fail) => {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...isolated, 'bash', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Debian's ordinary users do not look there.
      env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
    });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', fail);
    child.on('close', () => done(stderr));
  });
}

/** Loads the rules of each trial in turn and tries its flows, all at once, each for so many milliseconds. */
export async function tryOut(trials: readonly Trial[], ms: number): Promise<readonly TrialResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bw-netfilter-'));
  try {
    await writeFile(join(folder, 'listener.js'), listener);
    await writeFile(join(folder, 'client.js'), client);
    for (const [index, trial] of trials.entries()) {
      await Promise.all(texts.map((name) => writeFile(join(folder, `${index}.${name}`), trial[name])));
    }
    const file = join(folder, 'script');
    await writeFile(file, script(folder, trials, ms));
    const stderr = await run(file);
    const results = await Promise.all(trials.map((_, index) => readResult(folder, index)));
    if (results.some((result) => result.nftJson === '' || result.answers.length === 0)) throw new Error(stderr);
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
