import { ok } from '../../../result.ts';
import { createSandbox, labPlan } from '../../../testing/one-host/lab.ts';
import { defaultParams } from '../../../testing/one-host/params.ts';
import type { Lab } from '../../lab.ts';
import { discardHome, scratchHome } from '../../testing/scratch.ts';
import { herePath, type Machine } from '../machine/machine.ts';

/** A machine of a test's own: namespaces that play one, with a card, a router behind it, and a Docker Engine as installed. */
export interface Played {
  readonly home: string;
  readonly machine: Machine;
  /** The sandbox whose host is the machine. */
  readonly lab: Lab;
  /** Runs a script there as root; throws when it fails. */
  sh(script: string): Promise<string>;
  /** Ends it, with everything in it. */
  discard(): Promise<void>;
}

export interface PlayedOptions {
  /** How the card is called; default `ens33`. */
  readonly uplink?: string;
  readonly hostAddress?: string;
  /** Runs once the engine is there, before the lab. */
  readonly setup?: string;
  /** Default: yes. */
  readonly declared?: boolean;
}

/**
 * The sandbox's host becomes a machine: nobody there is `outside` or `internet` any more (the router stays, without a
 * name), nothing of the sandbox's own files is where a lab looks, switches and policy are as a fresh kernel has them, and
 * a second Docker Engine with its own bridge and rules takes the place of the bare one.
 */
const becomeMachine = String.raw`
set -e
for node in host outside; do kill "$(cat /run/bridgework/web/$node/pid)"; done
umount /run/netns/internet /run/netns/outside; rm -f /run/netns/internet /run/netns/outside
mv /run/bridgework /run/machine
mv /run/docker.sock /run/sandbox.sock
iptables -P FORWARD ACCEPT; ip6tables -P FORWARD ACCEPT
echo 0 >/proc/sys/net/ipv4/ip_forward
mkdir -p /etc/docker /run/machine/xdg /var/lib/docker/machine
printf '{ "features": { "containerd-snapshotter": false } }\n' >/run/machine/engine.json
cat >/run/machine/engine <<'ENGINE'
export PATH=/run/machine/bin:$PATH XDG_RUNTIME_DIR=/run/machine/xdg ROOTLESSKIT_STATE_DIR=/run/machine/xdg
setsid dockerd --config-file=/run/machine/engine.json --rootless --host=unix:///run/docker.sock --data-root=/var/lib/docker/machine \
  --exec-root=/run/docker-machine --pidfile=/run/docker-machine.pid --ip6tables=false --userland-proxy=false \
  >>/run/machine/engine.log 2>&1 </dev/null &
tries=0
until docker version >/dev/null 2>&1; do
  [ $tries -lt 400 ] || { tail -n 5 /run/machine/engine.log >&2; exit 1; }
  tries=$((tries + 1)); sleep 0.05
done
ENGINE
sh /run/machine/engine
docker -H unix:///run/sandbox.sock save ${defaultParams.image} >/run/machine/image.tar
`;

const declare = `
mkdir -p /etc/bridgework; chmod 755 /etc/bridgework
echo 'This machine may be broken.' >/etc/bridgework/disposable; chmod 644 /etc/bridgework/disposable
`;

export async function playMachine(name: string, options: PlayedOptions = {}): Promise<Played> {
  const home = await scratchHome();
  const { uplink = defaultParams.uplink, hostAddress = defaultParams.hostAddress } = options;
  const outsideAddress = `${hostAddress.split('.').slice(0, 3).join('.')}.77`;
  const plan = labPlan({ ...defaultParams, uplink, hostAddress, outsideAddress });
  const lab = createSandbox({ name, home, plan });
  const sh = async (script: string): Promise<string> => {
    const ran = await lab.run(script, { timeoutMs: 120_000 });
    if (!ran.ok) throw new Error(ran.error.code);
    const { exitCode, stdout, stderr } = ran.value;
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr.slice(-600)} ${stdout.slice(-600)}`);
    return stdout;
  };
  const machine: Machine = {
    enter: (argv) => lab.entry('host', ['env', `PATH=${herePath}`, ...argv]),
    image: async () => ok({ archive: '/run/machine/image.tar', tools: '/run/machine/tools' }),
  };
  const discard = () => discardHome(home);
  try {
    const up = await lab.up(() => {});
    if (!up.ok) throw new Error(JSON.stringify(up.error));
    await sh(`${becomeMachine}${options.declared === false ? '' : declare}${options.setup ?? ''}`);
  } catch (error) {
    await discard();
    throw error;
  }
  return { home, machine, lab, sh, discard };
}
