import { markup } from '../text/markup.ts';
import type { Picture, PictureNode } from './picture.ts';
import { interfaceRow } from './text.ts';

const rowHeight = 22;
const headHeight = 34;
const letter = 7.4;
const gap = 70;

interface Box {
  readonly node: PictureNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The same facts as the text, as a picture that needs no fonts or scripts: host on top, the others below it. */
export function topologySvg(picture: Picture): string {
  const host = picture.nodes.filter(({ kind }) => kind === 'host');
  const others = picture.nodes.filter(({ kind }) => kind !== 'host');
  const top = lay(host, 20);
  const below = lay(others, 20 + Math.max(0, ...top.map(({ height }) => height)) + gap);
  const boxes = [...top, ...below];
  const width = Math.max(320, ...boxes.map((box) => box.x + box.width)) + 20;
  const height = Math.max(120, ...boxes.map((box) => box.y + box.height)) + 20;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...picture.wires.map((wire) => cable(boxes, wire)),
    ...boxes.map(drawBox),
    '</svg>',
    '',
  ].join('\n');
}

function lay(nodes: readonly PictureNode[], y: number): readonly Box[] {
  let x = 20;
  return nodes.map((node) => {
    const longest = Math.max(node.name.length, ...rowsOf(node).map((row) => row.length));
    const box = {
      node,
      x,
      y,
      width: Math.ceil(longest * letter) + 32,
      height: headHeight + rowsOf(node).length * rowHeight + 10,
    };
    x += box.width + 30;
    return box;
  });
}

const rowsOf = (node: PictureNode): readonly string[] => [
  ...node.interfaces.map((port) =>
    interfaceRow(port, undefined)
      .filter((cell) => cell !== '')
      .join('  '),
  ),
  ...(node.defaultVia === undefined ? [] : [node.defaultVia]),
];

function drawBox({ node, x, y, width, height }: Box): string {
  const line = node.running ? '' : ' stroke-dasharray="5 4"';
  const rows = rowsOf(node).map(
    (row, index) =>
      `<text x="${x + 16}" y="${y + headHeight + 14 + index * rowHeight}" fill="#24292f">${markup(row)}</text>`,
  );
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="#f6f8fa" stroke="#57606a"${line}/>`,
    `<text x="${x + 12}" y="${y + 22}" font-weight="bold" font-size="14" fill="#0b3d66">${markup(node.name)}</text>`,
    ...rows,
  ].join('\n');
}

function cable(boxes: readonly Box[], { a, b, connected }: Picture['wires'][number]): string {
  const from = socket(boxes, a);
  const to = socket(boxes, b);
  if (!from || !to) return '';
  const style = connected
    ? 'stroke="#1a7f37" stroke-width="2.5"'
    : 'stroke="#9a6700" stroke-width="2" stroke-dasharray="6 4"';
  const bend = from.x - 14;
  return `<path d="M ${from.x} ${from.y} C ${bend - 20} ${from.y + 40}, ${to.x - 34} ${to.y - 60}, ${to.x} ${to.y}" fill="none" ${style}/>`;
}

/** The left edge of an interface's row. */
function socket(
  boxes: readonly Box[],
  end: { readonly node: string; readonly interface: string },
): { readonly x: number; readonly y: number } | undefined {
  const box = boxes.find(({ node }) => node.name === end.node);
  const row = box?.node.interfaces.findIndex(({ name }) => name === end.interface) ?? -1;
  return box && row >= 0 ? { x: box.x + 8, y: box.y + headHeight + 10 + row * rowHeight } : undefined;
}
