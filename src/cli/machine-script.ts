import { join } from 'node:path';
import { langOf, languages } from '../i18n/lang.ts';
import { packageRoot } from './course-files.ts';
import type { Cli } from './services.ts';

/** Runs `vagrant/NAME.sh` on this terminal; it says what it does in the language of this run. */
export function machineScript({ io, services }: Cli, name: string, args: readonly string[]): Promise<number> {
  const { locale } = languages[io.lang];
  // perl need not say that a locale is not there.
  const env = io.lang === langOf(io.env) ? {} : { LC_ALL: locale, PERL_BADLANG: '0' };
  return services.runScript(join(packageRoot(), 'vagrant', `${name}.sh`), args, env);
}
