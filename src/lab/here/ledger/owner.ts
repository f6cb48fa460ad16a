import ipaddr from 'ipaddr.js';
import { type HerePlan, ownLinks } from '../plan/plan.ts';
import type { Item } from './item.ts';

/** Docker's own bridges and the machine's ends of its containers' cables. */
const dockerLink = /^(docker0|docker_gwbridge|br-[0-9a-f]{12}|veth[0-9a-f]{7})$/;
/** The machine's end of a container's cable: it comes and goes with each start. */
export const isContainersCable = (name: string): boolean => /^veth[0-9a-f]{7}$/.test(name);
export const isDockersLink = (name: string): boolean => dockerLink.test(name);
/** The same in the words of a rule, and chains that Docker keeps. */
const dockerWords = /(^|[\s"])(docker0|docker_gwbridge|br-[0-9a-f]{12}|DOCKER[A-Z0-9-]*)($|[\s"])/;

/** What Docker makes and moves by itself whenever it likes, also while a learner is at work. */
export function isDockers(item: Item): boolean {
  switch (item.kind) {
    case 'link':
    case 'up':
      return dockerLink.test(item.name);
    case 'master':
      return dockerLink.test(item.name) || dockerLink.test(item.master);
    case 'address':
    case 'switch':
      return dockerLink.test(item.dev);
    case 'route':
    case 'lookup':
    case 'neighbour':
      return dockerWords.test(item.words);
    case 'chain':
      return item.chain.startsWith('DOCKER');
    case 'rule':
      return item.chain.startsWith('DOCKER') || dockerWords.test(item.words);
    case 'sysctl':
      return item.file.split('/').some((part) => dockerLink.test(part));
    default:
      return false;
  }
}

/** Who made a route: by hand it is nobody's (`boot`), or `static`. */
const byHand = /^(boot|static)$/;

/** What others keep by themselves, also while a learner is at work: tools beside Docker, DHCP clients, routers. */
export function isManagedByOthers(item: Item): boolean {
  switch (item.kind) {
    case 'container':
    case 'network':
      return item.foreign === true;
    case 'address':
      return item.leased === true;
    case 'route':
      return !byHand.test(/ proto (\S+)/.exec(item.words)?.[1] ?? 'boot');
    default:
      return false;
  }
}

/** Things that carry the course's own names and addresses, whoever's terminal they were typed in. */
export function isCourses(item: Item, plan: HerePlan): boolean {
  const { containers, bridges, peers, subnets } = plan.own;
  const own = ownLinks(plan);
  const names = [...own, ...peers.filter((peer) => peer !== plan.uplink)];
  switch (item.kind) {
    case 'container':
      return containers.includes(item.name);
    case 'link':
      return names.includes(item.name) && (item.type === 'veth' || item.type === 'bridge');
    case 'master':
      return bridges.includes(item.master);
    case 'address':
      return own.includes(item.dev) || isInside(item.cidr, subnets);
    case 'route':
    case 'lookup':
    case 'neighbour':
    case 'rule':
    case 'nft-rule':
      return item.words
        .split(/[\s"{},!=]+/)
        .some((word) => own.includes(word) || isInside(word.replace(/:\d+$/, ''), subnets));
    default:
      return false;
  }
}

function isInside(word: string, subnets: readonly string[]): boolean {
  const [address = '', bits] = word.split('/');
  if (!ipaddr.IPv4.isValidFourPartDecimal(address)) return false;
  return subnets
    .map((subnet) => ipaddr.IPv4.parseCIDR(subnet))
    .some((network) => ipaddr.IPv4.parse(address).match(network) && (bits === undefined || Number(bits) >= network[1]));
}
