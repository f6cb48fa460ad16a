/** What a kind of lab is to those who start none. */
export interface KindTraits {
  /** Its labs are this very machine: what is done in them may do the machine harm. */
  readonly isMachine: boolean;
  /** There is only one lab of this kind, and no other can be called so. */
  readonly name?: string;
  /** A file that only root can have written: where it is, this kind is meant unless another lab is asked for. */
  readonly declaration?: string;
}

/** Every kind of lab. How one is opened says `registry.ts`. */
export const labKinds = {
  sandbox: { isMachine: false },
  here: { isMachine: true, name: 'here', declaration: '/etc/bridgework/disposable' },
} as const satisfies { readonly [kind: string]: KindTraits };

export type LabKind = keyof typeof labKinds;

export const kindNames = Object.keys(labKinds) as readonly LabKind[] as readonly [LabKind, ...LabKind[]];

export const traitsOf = (kind: LabKind): KindTraits => labKinds[kind];

/** The kind of the lab with this name. */
export const kindOf = (name: string): LabKind => kindNames.find((kind) => traitsOf(kind).name === name) ?? 'sandbox';
