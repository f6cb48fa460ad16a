import { type Lang, text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import type { Picture, PictureInterface, PictureNode } from './picture.ts';

/** One block a node, one line an interface, then what fetches proved. Names of the kernel stay as they are in any language. */
export function topologyText(picture: Picture, lang: Lang): string {
  const translate = translator(lang);
  const node = (one: PictureNode): string => {
    if (!one.running) return `${one.name}  ${translate(text('cli.topology.not-running'))}`;
    const rows = one.interfaces.map((port) => interfaceRow(port, peerOf(picture, one.name, port.name)));
    const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
    const lines = rows.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
    return [one.name, ...lines, ...(one.defaultVia === undefined ? [] : [`  ${one.defaultVia}`])].join('\n');
  };
  const flows = picture.flows.map(({ from, to, address, outcome }) => {
    const way = address === undefined ? `${from} → ${to}` : `${from} → ${to} (${address})`;
    return `${way}  ${translate(text(`cli.flow.${outcome}`))}`;
  });
  return `${[...picture.nodes.map(node), ...(flows.length > 0 ? [flows.join('\n')] : [])].join('\n\n')}\n`;
}

/** `web:eth0` when both ends of the cable are known. */
export function peerOf({ wires }: Picture, node: string, name: string): string | undefined {
  for (const { a, b } of wires) {
    if (a.node === node && a.interface === name) return `${b.node}:${b.interface}`;
    if (b.node === node && b.interface === name) return `${a.node}:${a.interface}`;
  }
  return undefined;
}

/** Name, state, addresses, and the rest in `ip link`'s own words. */
export function interfaceRow(port: PictureInterface, peer: string | undefined): readonly string[] {
  const state = port.up ? (port.carrier ? 'up' : 'up, no carrier') : 'down';
  const rest = [
    ...(peer === undefined ? [] : [`⇄ ${peer}`]),
    ...(port.master === undefined ? [] : [`master ${port.master}`]),
    ...(port.portState === undefined ? [] : [port.portState]),
    ...(port.hairpin ? ['hairpin on'] : []),
  ];
  return [
    port.name,
    `${port.kind === 'other' ? 'nic' : port.kind} ${state}`,
    port.addresses.join(' '),
    rest.join('  '),
  ];
}
