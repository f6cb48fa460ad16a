import { text } from '../../i18n/text.ts';
import type { SshTarget } from '../../lab/lab.ts';
import { err, ok, type Result } from '../../result.ts';
import { isHost, isUser, portOf } from '../remote/target.ts';
import { readIni } from './ini.ts';
import type { Draft, Inventory, InventoryMachine, Remark, Value } from './model.ts';
import { maxMachines } from './pattern.ts';
import { readYaml } from './yaml.ts';

/**
 * Reads an Ansible inventory: YAML or JSON by its name or its first line, else INI. Fails with everything that would leave a
 * machine out or go to the wrong one; what is only left aside is in the notes.
 */
export function readInventory(file: string, content: string): Result<Inventory, readonly Remark[]> {
  const isYaml = /\.(ya?ml|json)$/i.test(file) || /^(---|\s*\{)/.test(content);
  const { draft, problems } = isYaml ? readYaml(content) : readIni(content);
  if (problems.length > 0) return err(problems);
  if (draft.hosts.size > maxMachines) return err([{ text: text('inventory.too-many', { count: maxMachines }) }]);
  const order = groupOrder(draft);
  if (!order) return err([{ text: text('inventory.circle') }]);
  const machines: InventoryMachine[] = [];
  const notes = new Map<string, Remark>();
  const wrong: Remark[] = [];
  for (const [name, host] of draft.hosts) {
    const groups = ancestors(draft, host.groups);
    const values = valuesOf(draft, order, groups, host.vars);
    const read = machineOf(name, values, groups);
    if (read.ok) machines.push(read.value);
    else wrong.push(read.error);
    for (const [variable, value] of values) if (isLeftAside(variable)) notes.set(variable, noteOf(variable, value));
  }
  if (wrong.length > 0) return err(wrong);
  if (machines.length === 0) return err([{ text: text('inventory.empty') }]);
  return ok({ machines, notes: [...notes.values()] });
}

/** What counts for a machine: its own variables over those of its groups, deeper groups over higher ones. */
function valuesOf(
  draft: Draft,
  order: readonly string[],
  groups: ReadonlySet<string>,
  own: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const inherited = order.flatMap((group) => (groups.has(group) ? [...(draft.groups.get(group)?.vars ?? [])] : []));
  return new Map([...inherited, ...own]);
}

/** The older names come first: where both are there, the newer one counts. */
const names = {
  host: ['ansible_ssh_host', 'ansible_host'],
  port: ['ansible_ssh_port', 'ansible_port'],
  user: ['ansible_ssh_user', 'ansible_user'],
  key: ['ansible_private_key_file', 'ansible_ssh_private_key_file'],
} as const;
/** What changes nothing for us: our scripts need no Python, and become root by themselves. */
const harmless = [
  ...['ansible_python_interpreter', 'ansible_become', 'ansible_become_method', 'ansible_become_user'],
  ...['ansible_shell_type', 'ansible_ssh_pipelining', 'ansible_pipelining', 'ansible_facts'],
];
const used = new Set<string>([...Object.values(names).flat(), ...harmless, 'ansible_connection']);

const isLeftAside = (variable: string): boolean => variable.startsWith('ansible_') && !used.has(variable);

const noteOf = (variable: string, { line }: Value): Remark => ({
  ...(line === undefined ? {} : { line }),
  text: text(/pass/.test(variable) ? 'inventory.note-password' : 'inventory.note-unused', {
    variable: variable.slice(0, 60),
  }),
});

function machineOf(
  name: string,
  values: ReadonlyMap<string, Value>,
  groups: ReadonlySet<string>,
): Result<InventoryMachine, Remark> {
  const last = (of: readonly string[]): Value | undefined => of.flatMap((key) => values.get(key) ?? []).at(-1);
  const wrong = (id: 'host' | 'port' | 'user' | 'key' | 'connection', at?: Value): Result<never, Remark> =>
    err({
      ...(at?.line === undefined ? {} : { line: at.line }),
      text: text(`inventory.bad-${id}`, { machine: name.slice(0, 60) }),
    });
  const [host, port, user, key] = [last(names.host), last(names.port), last(names.user), last(names.key)];
  const connection = values.get('ansible_connection');
  if (connection && !['ssh', 'smart', 'ansible.builtin.ssh'].includes(connection.value))
    return wrong('connection', connection);
  if (!isHost(host?.value ?? name)) return wrong('host', host);
  const number = port && portOf(port.value);
  if (port && number === undefined) return wrong('port', port);
  if (user && !isUser(user.value)) return wrong('user', user);
  // ssh would replace % and $, and end the word at a quote.
  if (key && (!/^[^%$"\\\p{Cc}]{1,1000}$/u.test(key.value) || key.value.startsWith('-'))) return wrong('key', key);
  const target: SshTarget = {
    host: host?.value ?? name,
    ...(number === undefined ? {} : { port: number }),
    ...(user ? { user: user.value } : {}),
    ...(key ? { identityFile: key.value } : {}),
  };
  const student = values.get('bridgework_student')?.value;
  const shownGroups = [...groups].filter((group) => group !== 'all' && group !== 'ungrouped').sort();
  return ok({ name, target, groups: shownGroups, ...(student ? { student } : {}) });
}

/** The groups of a machine and all that these are in. */
function ancestors({ groups }: Draft, of: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(['all', ...of]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [name, { children }] of groups) if ([...children].some((child) => found.has(child))) found.add(name);
  }
  return found;
}

/** Groups so that later ones win: by how deep they lie under `all`, then by name. Undefined when they contain each other. */
function groupOrder({ groups }: Draft): readonly string[] | undefined {
  const parents = new Map<string, string[]>();
  for (const [name, { children }] of groups)
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), name]);
  const depths = new Map<string, number>([['all', 0]]);
  const depth = (name: string, path: ReadonlySet<string>): number | undefined => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    if (path.has(name)) return undefined;
    let deepest = 0;
    for (const parent of parents.get(name) ?? []) {
      const above = depth(parent, new Set([...path, name]));
      if (above === undefined) return undefined;
      deepest = Math.max(deepest, above);
    }
    depths.set(name, deepest + 1);
    return deepest + 1;
  };
  for (const name of groups.keys()) if (depth(name, new Set()) === undefined) return undefined;
  return [...groups.keys()].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0) || (a < b ? -1 : 1));
}
