import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programs } from '../programs.ts';
import { families } from './os-release.ts';
import { installing, installingKernel, otherPackages, others, standInPrograms, tabledPrograms } from './packages.ts';

const provision = readFileSync(new URL('../../vagrant/provision.sh', import.meta.url), 'utf8');
/** What a function of provision.sh lists, `program|package`. */
const listed = (name: string): readonly string[] => {
  const [, body] =
    new RegExp(`^${name}\\(\\) \\{\\n {2}cat <<'NEEDS'\\n([\\s\\S]*?)\\nNEEDS$`, 'm').exec(provision) ?? [];
  return (body ?? '').split('\n').map((line) => line.split('|')[0] ?? '');
};

describe('the table of packages', () => {
  const needed = [...listed('sandbox_needs'), ...listed('image_needs'), ...Object.keys(programs)];

  it('has every program that a lab, doctor or set-up wants, for each family', () => {
    expect(listed('sandbox_needs').length).toBeGreaterThan(20);
    expect(listed('image_needs')).toEqual(standInPrograms.filter((program) => program !== 'busybox'));
    expect(Object.keys(programs).length).toBeGreaterThan(50);
    for (const family of others)
      for (const program of new Set([...needed, ...tabledPrograms])) {
        const names = otherPackages([program], family);
        expect([program, family, names.length]).toEqual([program, family, 1]);
        // Words for a shell, as they stand.
        expect(names[0]).toMatch(/^(\/usr\/bin\/)?[a-z0-9][a-z0-9+.-]*$/);
      }
  });

  it('names a package once, and none for a program that it does not have', () => {
    expect(otherPackages(['nsenter', 'unshare', 'flock', 'nonsense', 'toString'], 'alpine')).toEqual([
      'util-linux-misc',
      'flock',
    ]);
    expect(otherPackages(['dockerd', 'docker'], 'arch')).toEqual(['docker']);
  });

  it('knows how each family installs, and its kernel', () => {
    const commands = families.map((family) => installing(family, ['x', 'y']));
    expect(new Set(commands).size).toBe(families.length);
    for (const command of commands) expect(command).toMatch(/^(sudo|doas) .* x y$/);
    for (const family of families) expect(installingKernel(family)).toMatch(/ && (sudo|doas) reboot$/);
  });
});
