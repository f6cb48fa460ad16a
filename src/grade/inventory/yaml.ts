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
  for (const [name, group] of Object.entries(data)) takeGroup(draft, problems, name, group, 0);
  return { draft, problems };
}

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (name: string): string => name.slice(0, 40);

function takeGroup(draft: Draft, problems: Remark[], name: string, data: unknown, depth: number): void {
  const group = groupOf(draft, name);
  if (data === null || data === undefined) return;
  const bad = (key: string): void =>
    void problems.push({ text: text('inventory.entry', { entry: shown(`${name}: ${key}`) }) });
  if (!isMapping(data) || depth > 20) return bad('-');
  for (const [key, value] of Object.entries(data)) {
    const entries = typeof value === 'string' && key !== 'vars' ? { [value]: null } : (value ?? {});
    if (!isMapping(entries)) bad(key);
    else if (key === 'vars')
      for (const [variable, one] of Object.entries(entries)) group.vars.set(variable, { value: plain(one) });
    else if (key === 'children') {
      for (const [child, inner] of Object.entries(entries)) {
        group.children.add(child);
        takeGroup(draft, problems, child, inner, depth + 1);
      }
    } else if (key === 'hosts') {
      for (const [host, vars] of Object.entries(entries)) if (!takeHosts(draft, name, host, vars)) bad(host);
    } else bad(key);
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
