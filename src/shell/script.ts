import { readFileSync } from 'node:fs';

/**
 * The text of a script that lies beside a module: `scriptBeside(import.meta.url, './look.sh')`, written exactly so. From source the
 * file is read when the module is loaded; the build puts its text in place of the call (scripts/build/scripts.ts), and there
 * nothing is read.
 */
export const scriptBeside = (module: string, path: string): string => readFileSync(new URL(path, module), 'utf8');
