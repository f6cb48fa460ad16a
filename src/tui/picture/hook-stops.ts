import { type HookChain, hookOrder } from '../../picture/hooks.ts';
import type { Hop } from '../../trace/index.ts';
import { currentLeg } from '../model/current-walk.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';

/** Where a packet can be on the map: a hook, or what the kernel does between them. */
export type Stop = (typeof stops)[number];
export const stops = [
  'in',
  'prerouting',
  'routing',
  'input',
  'programs',
  'forward',
  'output',
  'postrouting',
  'out',
] as const;

/** Its name on the map: hooks have the kernel's own. */
export function stopWords(state: State, stop: Stop): string {
  return isHook(stop) ? stop.toUpperCase() : translate(state.lang, `ui.hooks.${stop}`);
}

type Hook = (typeof hookOrder)[number];
export const isHook = (stop: Stop): stop is Hook => hookOrder.some((hook) => hook === stop);

/** The stop that the walk on the screen is at, if that is one of this node. */
export const isAt = (state: State, node: string, stop: Stop): boolean => {
  const hop = currentLeg(state)?.hop;
  return hop?.node === node && stopOf(hop) === stop;
};

/** Exactly one for every hop at a hook. A bridge's own hooks stand beside those of the same name. */
export function stopOf({ stage }: Hop): Stop | undefined {
  switch (stage.kind) {
    case 'hook':
      return stage.hook === 'ingress' ? 'in' : stage.hook === 'egress' ? 'out' : stage.hook;
    case 'route':
    case 'forwarding':
    case 'rp-filter':
      return 'routing';
    case 'local':
    case 'listener':
      return 'programs';
    default:
      return undefined;
  }
}

/** `nat 1 · filter 2 DROP`: what hangs there; `–` for nothing, `?` where nobody has looked. */
export function hooksAt(state: State, node: string, stop: Stop): string {
  const hooks = state.picture?.hooks?.find((one) => one.node === node);
  if (!hooks) return '?';
  const here = hooks.chains.filter(({ hook }) => hook === stop);
  return here.length === 0 ? '–' : here.map(chainWords).join(' · ');
}

const chainWords = ({ table, rules, more, policy }: HookChain): string =>
  `${table} ${rules.length + more}${policy === 'drop' ? ' DROP' : ''}`;
