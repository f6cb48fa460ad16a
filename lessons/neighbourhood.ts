import type { Params } from './params/params.ts';

/** Another machine that answers in the lab, and where. */
export interface Other {
  readonly address: string;
  /** Besides 80. */
  readonly port: number;
}

const blockSize = 64;
/** All but the first two and the last two: of a /26 at the end of its /24 the last one is everybody's. */
const usable = Array.from({ length: blockSize - 4 }, (_, at) => at + 2);

const lastOf = (address: string): number => Number(address.split('.')[3]);
const networkOf = (address: string): string => address.split('.').slice(0, 3).join('.');

/** The quarter of the LAN in which nobody of the course lives; `outside` has every address of it. */
export function neighbourhood({ hostAddress, outsideAddress }: Params, router: string): string {
  const taken = [hostAddress, outsideAddress, router].map((one) => Math.floor(lastOf(one) / blockSize));
  const free = [2, 3, 1, 0].find((block) => !taken.includes(block));
  if (free === undefined) throw new Error('three addresses cannot take four quarters');
  return `${networkOf(hostAddress)}.${free * blockSize}/26`;
}

/** The machines of a neighbourhood. A port each, so that who lives there can be asked for more than the web. */
export function livingIn(cidr: string): readonly Other[] {
  const [start = ''] = cidr.split('/');
  const [network, first] = [networkOf(start), lastOf(start)];
  return usable.map((at) => ({ address: `${network}.${first + at}`, port: 1100 + at * 523 }));
}

/** Sites of the lab's internet, besides the one that the lessons fetch: each has a name in the same domain. */
export const sitesIn = (cidr: string, zone: string): readonly { readonly name: string; readonly address: string }[] =>
  livingIn(cidr).map(({ address }) => ({ name: `h${lastOf(address)}.${zone}`, address }));

/** The lab's internet, where no network of the course may be (RFC 5737). */
export const internet = { network: '203.0.113', address: '203.0.113.80', others: '203.0.113.128/26' } as const;

/** The LAN is the /24 around the host; its router has the first address that is free: .1, .254 or .253. */
export function routerOf({ hostAddress, outsideAddress }: Params): string {
  const taken = [hostAddress, outsideAddress];
  const free = ['1', '254', '253']
    .map((last) => `${networkOf(hostAddress)}.${last}`)
    .find((one) => !taken.includes(one));
  if (free === undefined) throw new Error('two addresses cannot take three');
  return free;
}

/** The name server answers for the whole domain, as that of a real site would: `www.baidu.com` is in `baidu.com`. */
export function zoneOf(site: string): string {
  const labels = site.split('.');
  return labels.length > 2 ? labels.slice(1).join('.') : site;
}
