/** Distributions whose packages have the same names, by their package manager. */
export const families = ['debian', 'fedora', 'suse', 'arch', 'alpine'] as const;
export type Family = (typeof families)[number];

export interface Distro {
  /** Undefined: none that we know the packages of. */
  readonly family: Family | undefined;
  /** As it calls itself, for people. */
  readonly name: string;
}

/** What of os-release(5) is looked at; whoever has more of it than that gets its beginning read. */
export const osReleaseBytes = 8_192;

const byId: { readonly [id: string]: Family } = {
  debian: 'debian',
  ubuntu: 'debian',
  fedora: 'fedora',
  rhel: 'fedora',
  centos: 'fedora',
  suse: 'suse',
  opensuse: 'suse',
  sles: 'suse',
  arch: 'arch',
  alpine: 'alpine',
};

/** The program that installs packages, where os-release says nothing of use. */
export const managers: { readonly [family in Family]: string } = {
  debian: 'apt-get',
  fedora: 'dnf',
  suse: 'zypper',
  arch: 'pacman',
  alpine: 'apk',
};

/**
 * Reads os-release(5): the distribution's own `ID`, else the first of `ID_LIKE` that we know, else the package manager that is
 * there. The file is anybody's: values are words, names are printable.
 */
export function distroOf(osRelease: string, has: (manager: string) => boolean): Distro {
  const fields = fieldsOf(osRelease.slice(0, osReleaseBytes));
  const ids = `${fields.get('ID') ?? ''} ${fields.get('ID_LIKE') ?? ''}`.toLowerCase().split(/\s+/);
  const known = ids.find((id) => Object.hasOwn(byId, id));
  const letters = [...(fields.get('NAME') ?? '').replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '')];
  const name = letters.slice(0, 40).join('').trim();
  return {
    family: (known === undefined ? undefined : byId[known]) ?? families.find((family) => has(managers[family])),
    name: name === '' ? 'Linux' : name,
  };
}

/** Of several lines of one name the last counts, as in the shell, whose assignments they are. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(at, 0)).trim();
    if (/^[A-Z0-9_]{1,40}$/.test(name)) fields.set(name, unquoted(line.slice(at + 1).trim()));
  }
  return fields;
}

function unquoted(value: string): string {
  const [quote] = value;
  const inner =
    value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote) ? value.slice(1, -1) : value;
  return inner.replace(/\\(["$`\\])/g, '$1');
}
