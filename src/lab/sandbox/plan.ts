import { defaultParams } from '../../../lessons/course.ts';
import { type Text, text } from '../../i18n/text.ts';

/** What of a sandbox's own network can be chosen. The course's parameters of the same names are handed down as they are. */
export interface SandboxPlan {
  readonly uplink: string;
  readonly hostAddress: string;
  readonly outsideAddress: string;
  /** The published port: `outside` has a server of its own there, so that a hijacked call is noticed (docs/handbook.md#f56). */
  readonly port: number;
  readonly hostServicePort: number;
  /** The name that the lab's name server knows. */
  readonly site: string;
  readonly image: string;
}

const keys = ['uplink', 'hostAddress', 'outsideAddress', 'port', 'hostServicePort', 'site', 'image'] as const;

/** Takes a plan out of something that has more, e.g. the course's parameters. */
export const sandboxPlan = (of: SandboxPlan): SandboxPlan =>
  Object.fromEntries(keys.map((key) => [key, of[key]])) as unknown as SandboxPlan;

export const defaultPlan: SandboxPlan = sandboxPlan(defaultParams);

/** Where the lab's internet has its web server; no network of a plan may cover it. */
export const internetAddress = '203.0.113.80';

/** The plan as the first process takes it. Every value is one harmless word. */
export function planEnvironment(plan: SandboxPlan): { readonly [name: string]: string } {
  const { uplink, hostAddress, outsideAddress, port, hostServicePort, site, image } = plan;
  return {
    BW_UPLINK: uplink,
    BW_HOST: hostAddress,
    BW_OUTSIDE: outsideAddress,
    BW_ROUTER: routerOf(plan),
    BW_INTERNET: internetAddress,
    BW_OUTSIDE_PORTS: [...new Set([80, port])].join(' '),
    BW_SERVICE_PORT: String(hostServicePort),
    BW_ZONE: zoneOf(site),
    BW_IMAGE: image,
  };
}

/** The LAN is the /24 around the host; its router has the first address that is free: .1, .254 or .253. */
export function routerOf({ hostAddress, outsideAddress }: SandboxPlan): string {
  const taken = [hostAddress, outsideAddress];
  const free = ['1', '254', '253'].map((last) => `${lanOf(hostAddress)}.${last}`).find((one) => !taken.includes(one));
  if (free === undefined) throw new Error('two addresses cannot take three');
  return free;
}

/** The name server answers for the whole domain, as that of a real site would: `www.baidu.com` is in `baidu.com`. */
function zoneOf(site: string): string {
  const labels = site.split('.');
  return labels.length > 2 ? labels.slice(1).join('.') : site;
}

const lanOf = (address: string): string => address.split('.').slice(0, 3).join('.');

const quad = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const shapes: { readonly [key in keyof SandboxPlan]: RegExp } = {
  uplink: /^[A-Za-z_][A-Za-z0-9_-]{0,14}$/,
  hostAddress: quad,
  outsideAddress: quad,
  port: /^\d{1,5}$/,
  hostServicePort: /^\d{1,5}$/,
  site: /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/,
  image: /^[a-z0-9][A-Za-z0-9_.:/-]{0,254}$/,
};

/** Why no sandbox can be like this; undefined when it can. */
export function planProblem(plan: SandboxPlan): Text | undefined {
  const odd = keys.find((key) => !shapes[key].test(String(plan[key])));
  if (odd !== undefined) return text('lab.plan.value', { name: odd, value: String(plan[odd]).slice(0, 60) });
  const { hostAddress, outsideAddress } = plan;
  for (const name of ['hostAddress', 'outsideAddress'] as const) {
    const [first = 0, , , last = 0] = plan[name].split('.').map(Number);
    const isUsual = first > 0 && first !== 127 && first < 224 && last > 0 && last < 255;
    if (!isUsual || lanOf(plan[name]) === lanOf(internetAddress))
      return text('lab.plan.address', { name, value: plan[name] });
  }
  return lanOf(hostAddress) === lanOf(outsideAddress)
    ? undefined
    : text('lab.plan.lan', { host: hostAddress, outside: outsideAddress });
}

/** `uplink=ens33, port=5678`: the values of `plan` where it differs from another one. */
export function planDifference(plan: SandboxPlan, other: SandboxPlan): string {
  return keys
    .filter((key) => plan[key] !== other[key])
    .map((key) => `${key}=${plan[key]}`)
    .join(', ');
}
