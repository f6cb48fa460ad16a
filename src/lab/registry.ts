import type { LabKind } from './kind.ts';
import type { LabProvider } from './provider.ts';

/** How each kind of lab is opened; loaded on demand. */
export const providers: { readonly [kind in LabKind]: () => Promise<LabProvider> } = {
  sandbox: async () => (await import('./sandbox/provider.ts')).sandboxes,
  here: async () => (await import('./here/provider.ts')).here,
};
