import { fail, pass, stateCheck } from '../support/define.ts';
import { known } from '../support/world.ts';
import { text } from '../words/text.ts';
import { forwardingOff } from './suspects.ts';

/** The host is a router, also of these two interfaces. */
export const forwardingOn = stateCheck({
  id: 'forwarding-on',
  step: 'forward-out',
  after: ['bridge-exists'],
  notCausal: text('checks.not-causal.lab'),
  needs: ['sysctls'],
  judge: (world, { bridge, uplink }) => {
    const { ipForward, conf } = known(world.sysctls);
    const bit = (on: boolean | undefined) => (on ? 1 : 0);
    const observed = text('checks.see.sysctls', {
      ipForward: bit(ipForward),
      bridge,
      bridgeValue: bit(conf[bridge]?.forwarding),
      uplink,
      uplinkValue: bit(conf[uplink]?.forwarding),
    });
    const found = forwardingOff(world);
    return found ? fail(text('checks.want.sysctl', { bridge, uplink }), observed, found) : pass(observed);
  },
});
