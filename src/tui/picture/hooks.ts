import type { HookChain, NodeHooks } from '../../picture/hooks.ts';
import type { State } from '../model/state.ts';
import { translate } from '../model/words.ts';
import { sections } from '../text/sections.ts';
import { type Line, type Span, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';
import { hookMapLines, narrowestMap } from './hook-map.ts';
import { hooksAt, isAt, isHook, type Stop, stops, stopWords } from './hook-stops.ts';

/** The map of each host's hooks, and the rules that hang on them. `art: false` for readers who cannot use drawings. */
export function hooksLines(state: State, width: number, art = true): readonly Line[] {
  const all = state.picture?.hooks ?? [];
  if (all.length === 0) return wrap([span(translate(state.lang, 'ui.hooks.none'), 'muted')], width);
  return sections(
    all.flatMap((hooks) => [
      art && width >= narrowestMap ? hookMapLines(state, hooks.node, width) : stopLines(state, hooks.node, width),
      ruleLines(state, hooks, width),
    ]),
  );
}

/** The hooks in words, one a line, and between them where the packet is. */
export function stopLines(state: State, node: string, width: number): readonly Line[] {
  return [
    [span(node, 'accent')],
    ...stops
      .filter((stop) => isHook(stop) || isAt(state, node, stop))
      .flatMap((stop) => wrap([...stopSpans(state, node, stop)], width, { rest: [{ text: '    ' }] })),
  ];
}

function stopSpans(state: State, node: string, stop: Stop): readonly Span[] {
  const here = isAt(state, node, stop);
  return [
    span(here ? '◆ ' : '  ', 'selected'),
    span(stopWords(state, stop), here ? 'selected' : 'text'),
    span(isHook(stop) ? `  ${hooksAt(state, node, stop)}` : '', 'muted'),
    span(here ? `  ${translate(state.lang, 'ui.picture.packet')}` : '', 'selected'),
  ];
}

function ruleLines(state: State, { chains }: NodeHooks, width: number): readonly Line[] {
  if (chains.length === 0) return wrap([span(translate(state.lang, 'ui.hooks.empty'), 'muted')], width);
  return chains.flatMap((chain) => [
    ...wrap(chainTitle(state, chain), width, { rest: [{ text: '    ' }] }),
    ...chain.rules.flatMap(({ chain: name, text }) =>
      wrap([span(withChain(chain, name, text), 'code')], width, {
        first: [{ text: '  ' }],
        rest: [{ text: '      ' }],
      }),
    ),
    ...(chain.more > 0
      ? wrap([span(translate(state.lang, 'ui.hooks.more', { count: chain.more }), 'muted')], width, {
          first: [{ text: '  ' }],
        })
      : []),
  ]);
}

/** `FORWARD  filter  policy DROP` */
function chainTitle(state: State, { hook, backend, family, table, chain, policy }: HookChain): Line {
  const tool = backend === 'iptables-nft' ? '' : ` (${backend === 'nft' ? `nft ${family}` : 'iptables-legacy'})`;
  // A chain of nft's own may have any name.
  const name = chain === hook.toUpperCase() ? '' : ` ${chain}`;
  return [
    span(hook.toUpperCase(), 'heading'),
    span(`  ${table}${name}${tool}`, 'muted'),
    ...(policy === 'drop' ? [span(`  ${translate(state.lang, 'ui.hooks.policy-drop')}`, 'blocked')] : []),
  ];
}

/** iptables' rules name their chain themselves. */
const withChain = ({ backend, chain }: HookChain, name: string, text: string): string =>
  backend === 'nft' && name !== chain ? `${name}: ${text}` : text;
