import type { Text } from '../../i18n/text.ts';
import type { SshTarget } from '../../lab/lab.ts';

/** Machines of an Ansible inventory, with what this program can use of their variables. */
export interface Inventory {
  readonly machines: readonly InventoryMachine[];
  /** What was left aside, for people: it changes how Ansible would connect, or would add machines. */
  readonly notes: readonly Remark[];
}

export interface InventoryMachine {
  /** Its name in the inventory; unique. */
  readonly name: string;
  readonly target: SshTarget;
  /** Without `all` and `ungrouped`, sorted. */
  readonly groups: readonly string[];
  /** The variable `bridgework_student`. */
  readonly student?: string;
}

/** A problem or a note; `line` counts from 1, and is absent where the format has none. */
export interface Remark {
  readonly line?: number;
  readonly text: Text;
}

/** An inventory as its file says it, in either format, before groups are resolved. */
export interface Draft {
  /** In the order of the file. */
  readonly hosts: Map<string, DraftHost>;
  readonly groups: Map<string, DraftGroup>;
}

export interface DraftHost {
  readonly groups: Set<string>;
  readonly vars: Map<string, Value>;
}

export interface DraftGroup {
  readonly children: Set<string>;
  readonly vars: Map<string, Value>;
}

export interface Value {
  readonly value: string;
  readonly line?: number;
}

export const emptyDraft = (): Draft => ({ hosts: new Map(), groups: new Map([['all', emptyGroup()]]) });
const emptyGroup = (): DraftGroup => ({ children: new Set(), vars: new Map() });

export function groupOf({ groups }: Draft, name: string): DraftGroup {
  const group = groups.get(name) ?? emptyGroup();
  groups.set(name, group);
  return group;
}

export function hostOf({ hosts }: Draft, name: string): DraftHost {
  const host = hosts.get(name) ?? { groups: new Set(), vars: new Map() };
  hosts.set(name, host);
  return host;
}
