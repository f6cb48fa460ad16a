import { type Engine, engine } from '../../src/doctor/facts/engine.ts';
import { clientFiles } from '../../src/doctor/facts/files.ts';
import { type Machine, machine } from '../../src/doctor/facts/machine.ts';
import { programs } from '../../src/doctor/facts/programs.ts';
import { surroundings } from '../../src/doctor/facts/surroundings.ts';
import { here, pitfall } from './pitfall.ts';
import { engineSilent } from './shared.ts';
import { installOn } from './surroundings.ts';

const computer = machine();
const around = surroundings();
const tools = programs();
/** uname(1) and Docker have different words for the same processors. */
const dockerWords: { readonly [architecture: string]: string } = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm',
  i686: '386',
};

/** Where the engine's processes are, if not here. Only root sees the namespaces of all processes. */
function place(seen: Engine, { env, uid }: Machine): string | undefined {
  const host = env['DOCKER_HOST'];
  if (host !== undefined && !host.startsWith('unix:')) return `DOCKER_HOST=${host}`;
  if (seen.state !== 'up' || seen.isLocal) return undefined;
  const { OperatingSystem, SecurityOptions } = seen.info;
  if (SecurityOptions?.some((option) => option.startsWith('name=rootless'))) return 'rootless';
  return uid === 0 || /desktop/i.test(OperatingSystem) ? OperatingSystem || '?' : undefined;
}

export const dockerEngine = [
  pitfall({
    id: 'engine-down',
    of: ['F08'],
    labs: here,
    state: 'blocking',
    fix: 'sudo systemctl start docker',
    needs: ({ image }) => ({ docker: engine(image), tools, around }),
    judge({ docker: { state }, tools: { release }, around: { distro } }) {
      if (state === 'none') return { fix: installOn(distro, ['dockerd', 'docker'], release) };
      if (state === 'slow') return engineSilent;
      // The first command of the lab wakes it.
      if (state === 'asleep') return { byLab: true };
      return state === 'silent' ? {} : undefined;
    },
  }),
  pitfall({
    id: 'engine-access',
    of: ['F07'],
    labs: here,
    state: 'blocking',
    fix: 'sudo usermod -aG docker "$(id -un)" && newgrp docker',
    needs: ({ image }) => ({ docker: engine(image) }),
    judge({ docker: { state } }) {
      if (state === 'forbidden') return {};
      return state === 'up' || state === 'too-old' ? undefined : engineSilent;
    },
  }),
  pitfall({
    id: 'engine-api',
    of: ['F04'],
    labs: here,
    state: 'blocking',
    fix: 'sudo apt-get install --only-upgrade docker.io docker-cli',
    needs: ({ image }) => ({ docker: engine(image), computer }),
    judge({ docker: seen, computer: { env } }) {
      if (seen.state === 'up') return undefined;
      if (seen.state !== 'too-old') return engineSilent;
      const fix = env['DOCKER_API_VERSION'] === undefined ? {} : { fix: 'unset DOCKER_API_VERSION' };
      return { values: { words: seen.words.slice(0, 160) }, ...fix };
    },
  }),
  pitfall({
    id: 'engine-elsewhere',
    of: ['F09'],
    labs: here,
    state: 'blocking',
    fix: 'bridgework learn --lab default',
    needs: ({ image }) => ({ docker: engine(image), computer }),
    judge({ docker: seen, computer: who }) {
      const where = place(seen, who);
      if (where !== undefined) return { values: { where } };
      return seen.state === 'up' ? undefined : engineSilent;
    },
  }),
  pitfall({
    id: 'engine-nftables',
    of: ['F39'],
    labs: here,
    state: 'warning',
    fix: 'sudo sysctl -w net.ipv4.ip_forward=1',
    needs: ({ image }) => ({ docker: engine(image) }),
    judge({ docker: seen }) {
      if (seen.state !== 'up') return engineSilent;
      const isNft = seen.info.FirewallBackend?.Driver.startsWith('nftables');
      return isNft ? { values: { version: seen.info.ServerVersion } } : undefined;
    },
  }),
  pitfall({
    id: 'image-missing',
    of: ['F01', 'F02'],
    labs: here,
    state: 'warning',
    fix: 'docker pull {image}',
    needs: ({ image }) => ({ docker: engine(image) }),
    judge({ docker }, { image }) {
      if (docker.state !== 'up' || docker.architecture === undefined) return engineSilent;
      return docker.architecture === 'none' ? { byLab: true, values: { image } } : undefined;
    },
  }),
  pitfall({
    id: 'image-architecture',
    of: ['F03'],
    labs: here,
    state: 'blocking',
    fix: 'docker image rm {image}',
    needs: ({ image }) => ({ docker: engine(image), computer }),
    judge({ docker, computer: { architecture: own } }, { image }) {
      if (docker.state !== 'up' || docker.architecture === undefined) return engineSilent;
      const { architecture } = docker;
      const wanted = dockerWords[own];
      if (architecture === 'none' || wanted === undefined || architecture === wanted) return undefined;
      return { values: { image, architecture, own: wanted } };
    },
  }),
  pitfall({
    id: 'proxy',
    of: ['F11'],
    labs: here,
    state: 'warning',
    fix: 'env -u http_proxy -u HTTP_PROXY bridgework',
    needs: () => ({ computer, files: clientFiles }),
    judge({ computer: { env }, files }) {
      const [file] = [...files].find(([, lines]) => /"(httpProxy|httpsProxy|allProxy)"/.test(lines.join(''))) ?? [];
      // Containers get what the client's file says; programs of the host what the environment says.
      if (file !== undefined) return { values: { where: file }, fix: 'docker run --env http_proxy= --env HTTP_PROXY=' };
      const name = Object.keys(env).find((key) => /^(http|all)_proxy$/i.test(key));
      return name === undefined ? undefined : { values: { where: name } };
    },
  }),
];
