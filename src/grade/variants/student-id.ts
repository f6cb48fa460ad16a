/** Any visible signs, but nothing that ends a line or moves a cursor. */
export const isId = (id: string): boolean => /^[^\p{C}\p{Z}](?:[^\p{C}\p{Zl}\p{Zp}]{0,98}[^\p{C}\p{Z}])?$/u.test(id);
