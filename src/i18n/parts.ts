/** The words of one area by message id; a catalogue is a list of these. */
export type Part = { readonly [id: string]: string };

/** The same parts with the same ids, in another language. */
export type Translated<Parts extends readonly Part[]> = {
  readonly [at in keyof Parts]: { readonly [id in keyof Parts[at]]: string };
};

export type IdsOf<One> = One extends unknown ? keyof One : never;
