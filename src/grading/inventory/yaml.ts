import { parseDocument } from 'yaml';
import { text } from '../../i18n/text.ts';
import { type Draft, emptyDraft, groupOf, hostOf, type Remark } from './model.ts';
import { expandPattern } from './pattern.ts';

type Mapping = { readonly [key: string]: unknown };

/** Ansible's YAML inventory (JSON is YAML too): groups with `hosts`, `children`, `vars`, from `all` downwards. */
export function readYaml(content: string): { readonly draft: Draft; readonly problems: readonly Remark[] } {
  const draft = emptyDraft();
  const problems: Remark[] = [];
  const document = parseDocument(content);
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line;
    return { draft, problems: [{ ...(line === undefined ? {} : { line }), text: text('inventory.yaml') }] };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 1000 });
  } catch {
    return { draft, problems: [{ text: text('inventory.yaml') }] };
  }
  if (!isMapping(data)) return { draft, problems: [{ text: text('inventory.yaml') }] };
  if ('plugin' in data) return { draft, problems: [{ text: text('inventory.plugin') }] };
  const seen: Seen = new Map();
  for (const [name, group] of Object.entries(data)) takeGroup(draft, problems, name, group, seen);
  return { draft, problems };
}

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Aliases make one entry appear in many places, and within itself: each is taken once for each group's name. */
type Seen = Map<unknown, Set<string>>;

const shown = (name: string): string => name.slice(0, 40);

function takeGroup(draft: Draft, problems: Remark[], name: string, data: unknown, seen: Seen): void {
  const group = groupOf(draft, name);
  if (data === null || data === undefined || seen.get(data)?.has(name)) return;
  seen.set(data, (seen.get(data) ?? new Set()).add(name));
  const bad = (key: string): void => {
    problems.push({ text: text('inventory.entry', { entry: shown(`${name}: ${key}`) }) });
  };
  const takers: { readonly [key: string]: (entry: string, value: unknown) => void } = {
    vars: (variable, value) => group.vars.set(variable, { value: plain(value) }),
    children(child, inner) {
      group.children.add(child);
      takeGroup(draft, problems, child, inner, seen);
    },
    hosts: (host, vars) => takeHosts(draft, name, host, vars) || bad(host),
  };
  if (!isMapping(data)) {
    bad('-');
    return;
  }
  for (const [key, value] of Object.entries(data)) {
    const entries = typeof value === 'string' && key !== 'vars' ? { [value]: null } : (value ?? {});
    const taker = Object.hasOwn(takers, key) ? takers[key] : undefined;
    if (taker && isMapping(entries)) for (const [entry, inner] of Object.entries(entries)) taker(entry, inner);
    else bad(key);
  }
}

function takeHosts(draft: Draft, group: string, word: string, vars: unknown): boolean {
  const pattern = expandPattern(word);
  if (!pattern.ok || !(vars === null || vars === undefined || isMapping(vars))) return false;
  for (const name of pattern.value.names) {
    const host = hostOf(draft, name);
    host.groups.add(group);
    if (pattern.value.port !== undefined) host.vars.set('ansible_port', { value: pattern.value.port });
    for (const [variable, one] of Object.entries(vars ?? {})) host.vars.set(variable, { value: plain(one) });
  }
  return true;
}

/** Lists and mappings are nothing that we use. */
const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
