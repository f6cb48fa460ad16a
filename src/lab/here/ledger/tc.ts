import type { Item } from './item.ts';

/** `tc qdisc show`: what somebody chose has a handle; the kernel's own choice is `0:`. */
export function readQdiscs(lines: readonly string[]): readonly Item[] {
  return lines.flatMap((line): Item[] => {
    const [word, kind, handle, , dev, ...more] = line.split(' ');
    if (word !== 'qdisc' || kind === undefined || dev === undefined || !handle?.endsWith(':') || handle === '0:')
      return [];
    const place = more.splice(0, more[0] === 'parent' ? 2 : 1).join(' ');
    if (more[0] === 'refcnt') more.splice(0, 2);
    // `clsact` and `ingress` have one place, and go by their own name.
    const isPlace = kind === 'clsact' || kind === 'ingress';
    const parent = isPlace ? kind : place;
    return [
      {
        kind: 'qdisc',
        dev,
        parent,
        words: isPlace ? '' : `handle ${handle} ${kind} ${more.join(' ')}`.trim(),
      },
    ];
  });
}

/** Numbers that count, or that the kernel gives. */
const noise =
  / (index|ref|bind|order) \d+| (not_)?in_hw| fh \S+| key ht \S+| bkt \S+| terminal| flowid( \S+)?(?= |$)| handle 0x\w+/g;

/** `tc filter show dev DEV HOOK`; `part`: `filter HOOK DEV`. */
export function readFilters(part: string, body: string): readonly Item[] {
  const [, hook = '', dev = ''] = part.split(' ');
  if (dev.endsWith('/status')) return [];
  return `\n${body}`
    .split('\nfilter ')
    .slice(1)
    .flatMap((text): Item[] => {
      const [, protocol, pref, kind] = /^(?:parent \S+ )?protocol (\S+) pref (\d+) (\S+)/.exec(text) ?? [];
      // The head of a group, and tables of u32, are no filters by themselves.
      const isHead = !/\n./.test(text.trim());
      if (protocol === undefined || pref === undefined || isHead) return [];
      const ref = `protocol ${protocol} pref ${pref}`;
      const words = ` ${text.split(/\s+/).join(' ')}`.replace(noise, '').trim();
      return [{ kind: 'filter', dev, hook, ref, words: kind === undefined ? text : words }];
    });
}
