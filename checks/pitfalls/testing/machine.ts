import { execFile } from 'node:child_process';
import { defaultParams } from '../../../lessons/params/params.ts';
import { type Examination, judgeRound, planExamination } from '../../../src/doctor/examine.ts';
import type { Finding } from '../../../src/lab/lab.ts';
import { type Round, readRound } from '../../../src/round/index.ts';
import { pitfalls } from '../index.ts';

/**
 * A machine as the course's author had it, in namespaces of its own: one NIC, a Docker host's switches and policy, a
 * name server elsewhere, /etc of its own. Nothing runs on it, not even Docker.
 */
const machine = `
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t tmpfs none /run
mkdir -p /run/t/etc /run/lock
for part in passwd group hosts nsswitch.conf alternatives ld.so.cache ld.so.conf ld.so.conf.d protocols services iproute2; do
  [ ! -e /etc/$part ] || cp -r /etc/$part /run/t/etc/ 2>/dev/null
done
mount --bind /run/t/etc /etc
echo 'nameserver 192.168.1.1' >/etc/resolv.conf
mkdir -p /etc/systemd/network /etc/NetworkManager/conf.d /etc/modules-load.d
ip link set lo up
ip link add ens33 type veth peer name lan
ip link set lan up
ip link set ens33 up
ip address add 192.168.1.61/24 dev ens33
ip route add default via 192.168.1.1
echo 1 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
iptables -P FORWARD DROP
unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy all_proxy DOCKER_HOST DOCKER_CONTEXT
export HOME=/run/t
`;

export interface Look {
  /** sh, run on that machine first; what fails there fails the test. */
  readonly setup?: string;
  /** How the script is started; default \`exec sh\`. */
  readonly launch?: string;
  readonly examination?: Partial<Examination>;
}

export const examinationOf = (more: Partial<Examination> = {}): Examination => ({
  pitfalls,
  lab: 'here',
  params: defaultParams,
  isUp: false,
  ...more,
});

/** Runs a script there, after the set-up; resolves to what it printed. */
export async function runThere({ setup = '', launch = 'exec sh' }: Look, script: string): Promise<string> {
  const all = `set -e\n${machine}\n${setup}\nset +e\n${launch}`;
  // The kernel ends whatever the set-up started when the first process of the PID namespace has ended.
  const args = ['-Urnmpf', '--mount-proc', '--kill-child', '--', 'sh', '-c', all];
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const child = execFile('unshare', args, { maxBuffer: 1 << 26 }, (_error, out, err) =>
      resolve({ stdout: out, stderr: err }),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(script);
  });
  if (stdout === '') throw new Error(`nothing ran there: ${stderr}`);
  return stdout;
}

/** One look at such a machine after something was done to it. */
export async function look(what: Look = {}): Promise<Round> {
  const plan = planExamination(examinationOf(what.examination));
  const round = readRound(plan, await runThere(what, plan.script));
  if (!round.ok) throw new Error(JSON.stringify(round.error));
  return round.value;
}

export async function examined(what: Look = {}): Promise<ReadonlyMap<string, Finding>> {
  return byId(judgeRound(await look(what), examinationOf(what.examination)));
}

export const byId = (findings: readonly Finding[]): ReadonlyMap<string, Finding> =>
  new Map(findings.map((finding) => [finding.id, finding]));
