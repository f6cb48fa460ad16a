import { createHash } from 'node:crypto';

/**
 * An id as (a part of) a file's name: it may be anything, a path too. What had to be changed gets a hash, so that no two
 * become the same. `also`: a sign that may stay besides letters, digits, dots, underscores and hyphens.
 */
export function fileNameOf(id: string, also: '' | '@' = ''): string {
  const name = id.replace(also === '@' ? /[^A-Za-z0-9._@-]/g : /[^A-Za-z0-9._-]/g, '_').slice(0, 100);
  if (name === id && /^[A-Za-z0-9]/.test(name)) return name;
  return `_${name.replace(/^\.+/, '')}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
