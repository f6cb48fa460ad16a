import { addressOnHost } from '../address/suspects.ts';
import { cidr, ipv4, prefixLength } from '../support/addresses.ts';
import { find } from '../support/cable.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import { stateOf } from '../support/phrases.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { answerInWords } from '../support/routes.ts';
import { first } from '../support/suspect.ts';
import { known } from '../support/world.ts';
import { text } from '../words/text.ts';
import { bridgeAddress, bridgeDevice, hostRoute } from './suspects.ts';

const exists = stateCheck({
  id: 'bridge-exists',
  step: 'bridge',
  after: [],
  needs: ['interfaces.host'],
  judge: (world, { bridge }) => {
    const device = find(world['interfaces.host'], bridge);
    if (device?.kind === 'bridge') return pass(text('checks.see.kind', { interface: bridge, kind: 'bridge' }));
    const observed = device
      ? text('checks.see.kind', { interface: bridge, kind: device.kind ?? '-' })
      : text('checks.see.no-interface', { interface: bridge });
    return fail(text('checks.want.bridge', { bridge }), observed, bridgeDevice(world));
  },
});

const up = stateCheck({
  id: 'bridge-up',
  step: 'bridge',
  after: ['bridge-exists'],
  needs: ['interfaces.host'],
  judge: (world, { bridge }) => {
    const observed = stateOf(bridge, find(world['interfaces.host'], bridge));
    const expected = text('checks.want.up', { interface: bridge, node: 'host' });
    const found = bridgeDevice(world);
    return found ? fail(expected, observed, found) : pass(observed);
  },
});

const address = stateCheck({
  id: 'bridge-address',
  step: 'bridge-address',
  after: ['bridge-exists'],
  needs: ['interfaces.host'],
  judge: (world, p) => {
    const device = find(known(world['interfaces.host']), p.bridge);
    const addresses = (device ? ipv4(device) : []).map(cidr).join(', ');
    const expected = `${p.gateway}/${prefixLength(p.subnet)}`;
    const observed = addresses
      ? text('checks.see.addresses', { interface: p.bridge, addresses })
      : text('checks.see.no-address', { interface: p.bridge });
    const found = bridgeAddress(world);
    if (!found) return pass(observed);
    return fail(text('checks.want.address', { interface: p.bridge, node: 'host', address: expected }), observed, found);
  },
});

/** The guard against a second owner of the subnet: the address is there, and the kernel would still send elsewhere (docs/handbook.md#f17). */
const route = stateCheck({
  id: 'bridge-route',
  step: 'bridge-address',
  after: ['bridge-up', 'bridge-address'],
  needs: ['route.host.gateway', 'route.host.c1'],
  clues: ['interfaces.host', 'routes.host'],
  judge: (world, p) => {
    const own = known(world['route.host.gateway']);
    if (!own.found || own.type !== 'local') {
      const observed = text('checks.see.route', { address: p.gateway, route: answerInWords(own) });
      return fail(text('checks.want.route-local', { address: p.gateway }), observed, bridgeAddress(world));
    }
    const answer = known(world['route.host.c1']);
    const { address: to } = p.c1;
    const observed = text('checks.see.route', { address: to, route: answerInWords(answer) });
    if (answer.found && answer.dev === p.bridge && answer.gateway === undefined) return pass(observed);
    const expected = text('checks.want.route-direct', { node: 'host', address: to, interface: p.bridge });
    return fail(expected, observed, first(world, [addressOnHost('c1'), hostRoute('c1')]));
  },
});

/** The switch, and the host's address on it. */
export const bridgeChecks: readonly SubjectCheck[] = [
  exists,
  up,
  address,
  route,
  { id: 'gateway-answers', step: 'bridge-address', after: ['bridge-up'], journey: { kind: 'gateway' } },
];
