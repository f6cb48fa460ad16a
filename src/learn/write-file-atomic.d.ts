/** The package has no types of its own; only what is used here. */
declare module 'write-file-atomic' {
  const writeFileAtomic: (filename: string, data: string, options?: { readonly mode?: number }) => Promise<void>;
  export = writeFileAtomic;
}
