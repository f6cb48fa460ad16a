import { text } from '../i18n/text.ts';
import { unreachable } from '../result.ts';
import { statusOf } from './conntrack.ts';
import { endText } from './ends.ts';
import { ipHook } from './hooks.ts';
import { type InputRoute, inputRoute } from './input-route.ts';
import type { At } from './question.ts';
import { cutToFit, refusedBySize, routeMtu } from './size.ts';
import type { Step, StepOf } from './step.ts';
import { transformed } from './transform.ts';
import { decapsulate } from './tunnel.ts';
import { type Fate, hop, identityOf, isFate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

/** A packet that came in: for this node, for somebody else, or for nobody: ip_rcv(). */
export function ip(walk: Walk, step: StepOf<'ip'>): Step | Fate {
  const { node, device, prerouted } = step;
  const inwards = inwardsOf(step);
  const parcel = prerouted ? step.parcel : ipHook(walk, node, 'prerouting', step.parcel, inwards);
  if (isFate(parcel)) return parcel;
  const { src, dst } = parcel.tuple;
  if (step.isForNobody) {
    const detail = endText('trace.route.lo', { node: node.name, dst });
    return stop(walk, node, parcel, { device, stage: { kind: 'route' }, detail }, lost('no-route', detail));
  }
  // What comes back over lo keeps the route that it left by.
  const route: InputRoute = device === 'lo' ? { kind: 'local' } : inputRoute(node, device, src, dst, parcel.mark);
  if (route.kind === 'local') return deliver(walk, step, parcel, inwards);
  if (route.kind === 'forward') return forward(walk, step, parcel, route);
  return refuse(walk, step, parcel, route);
}

/** What br_netfilter has seen come in by a port stays a bridged packet for it: a RST is sent back by that port. */
function inwardsOf({ device, physIn, from }: StepOf<'ip'>): At & { readonly iif: string } {
  if (physIn === undefined) return { iif: device };
  return { iif: device, physIn, ...(from ? { bridged: { port: physIn, mac: from.from } } : {}) };
}

function deliver(walk: Walk, { node, device }: StepOf<'ip'>, parcel: Parcel, inwards: At): Step | Fate {
  const wanted = transformed(walk, node, device, parcel, 'in');
  if (wanted) return wanted;
  const passed = ipHook(walk, node, 'input', parcel, inwards);
  if (isFate(passed)) return passed;
  const detail = text('trace.local', { node: node.name, address: passed.tuple.dst });
  hop(walk, node, passed, { device, stage: { kind: 'local' }, decision: 'pass', detail });
  if (passed.carries) return decapsulate(walk, node, passed, passed.carries);
  return { kind: 'arrived', node, device, parcel: passed };
}

function forward(walk: Walk, step: StepOf<'ip'>, parcel: Parcel, route: InputRoute & { kind: 'forward' }): Step | Fate {
  const { node, device } = step;
  const { dev, nextHop, evidence } = route;
  const key = `ip ${node.name} ${device} ${identityOf(parcel)}`;
  if (walk.seen.has(key)) {
    const reason = endText('trace.loop', { node: node.name });
    const end = { kind: 'rejected', disposition: 'loop', reason, node, parcel, message: 'icmp-time-exceeded' } as const;
    return stop(walk, node, parcel, { device, stage: { kind: 'forwarding' }, detail: reason }, end);
  }
  walk.seen.add(key);
  // ip_forward() asks both: xfrm4_policy_check() and xfrm4_route_forward().
  const wanted = transformed(walk, node, device, parcel, 'fwd') ?? transformed(walk, node, dev, parcel, 'out');
  if (wanted) return wanted;
  const mtu = routeMtu(node, route);
  const tooLong = odd(node, parcel) ?? refusedBySize(walk, node, dev, mtu, parcel);
  if (tooLong) return tooLong;
  // RTCF_DOREDIRECT. What was translated goes on as before.
  if (dev === device && parcel.role === 'syn' && !(parcel.tracked && statusOf(parcel.tracked).includes('dnat')))
    walk.redirects ??= node.name;
  const detail = text('trace.route.forward', { node: node.name, dst: parcel.tuple.dst, device: dev, via: nextHop });
  hop(walk, node, parcel, { device, stage: { kind: 'route' }, decision: 'pass', detail, evidence });
  const at = { ...inwardsOf(step), oif: dev, nextHop, mtu };
  const forwarded = ipHook(walk, node, 'forward', parcel, at);
  if (isFate(forwarded)) return forwarded;
  const last = ipHook(walk, node, 'postrouting', forwarded, at);
  if (isFate(last)) return last;
  // A new source asks once more (nf_xfrm_me_harder).
  const again = transformed(walk, node, dev, last, 'out');
  if (again) return again;
  const cut = cutToFit(walk, node, dev, mtu, last);
  return isFate(cut) ? cut : { next: 'leave', node, device: dev, nextHop, parcel: cut };
}

/** A router that goes by what it was told before, which nobody looks at. */
function odd({ name: node, sysctls }: StepOf<'ip'>['node'], { bytes }: Parcel): Fate | undefined {
  const by = sysctls.unusualMtu?.find((one) => one.startsWith('net.ipv4.ip_forward_use_pmtu'));
  return bytes === undefined || by === undefined ? undefined : unknown(text('trace.unknown.size-switch', { node, by }));
}

function refuse(
  walk: Walk,
  { node, device }: StepOf<'ip'>,
  parcel: Parcel,
  route: Exclude<InputRoute, { readonly kind: 'local' | 'forward' }>,
): Fate {
  switch (route.kind) {
    case 'broadcast': {
      const detail = endText('trace.broadcast', { node: node.name, dst: parcel.tuple.dst });
      return stop(walk, node, parcel, { device, stage: { kind: 'route' }, detail }, lost('no-route', detail));
    }
    case 'unknown':
      return stop(walk, node, parcel, { device, stage: { kind: 'route' }, detail: route.reason }, route);
    case 'martian': {
      const evidence = route.evidence === undefined ? {} : { evidence: route.evidence };
      const hop = { device, stage: { kind: 'rp-filter' }, detail: route.reason, ...evidence } as const;
      return stop(walk, node, parcel, hop, lost('martian', route.reason));
    }
    case 'error': {
      const { reason, icmp, evidence } = route;
      const kind = evidence?.endsWith('= 0') ? 'forwarding' : 'route';
      const hop = { device, stage: { kind }, detail: reason, ...(evidence === undefined ? {} : { evidence }) } as const;
      const end: Fate =
        icmp === undefined
          ? lost('no-route', reason)
          : { kind: 'rejected', disposition: 'no-route', reason, node, parcel, message: icmp };
      return stop(walk, node, parcel, hop, end);
    }
    default:
      return unreachable(route);
  }
}
