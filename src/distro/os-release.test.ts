import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distroOf, families, managers } from './os-release.ts';

const none = (): boolean => false;

/** The lines that identify each distribution, in its own quoting (as chef/os_release at 198876e054fa collects them). */
const known = [
  ['debian', 'Debian GNU/Linux', 'NAME="Debian GNU/Linux"\nVERSION_ID="13"\nID=debian'],
  ['debian', 'Ubuntu', 'NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian'],
  ['debian', 'Linux Mint', 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"'],
  ['debian', 'Pop!_OS', 'NAME="Pop!_OS"\nID=pop\nID_LIKE="ubuntu debian"'],
  ['debian', 'Kali GNU/Linux', 'NAME="Kali GNU/Linux"\nVERSION_ID="2025.4"\nID=kali\nID_LIKE=debian'],
  ['fedora', 'Fedora Linux', 'NAME="Fedora Linux"\nID=fedora\nVERSION_ID=43\nVARIANT_ID=container'],
  ['fedora', 'Rocky Linux', 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.3"'],
  ['fedora', 'Red Hat Enterprise Linux', 'NAME="Red Hat Enterprise Linux"\nID="rhel"\nID_LIKE="centos fedora"'],
  ['fedora', 'CentOS Stream', 'NAME="CentOS Stream"\nID="centos"\nID_LIKE="rhel fedora"\nVERSION_ID="9"'],
  ['fedora', 'Amazon Linux', 'NAME="Amazon Linux"\nID="amzn"\nID_LIKE="fedora"'],
  ['suse', 'openSUSE Leap', 'NAME="openSUSE Leap"\nID="opensuse-leap"\nID_LIKE="suse opensuse"\nVERSION_ID="16.0"'],
  ['suse', 'openSUSE Tumbleweed', 'NAME="openSUSE Tumbleweed"\nID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"'],
  ['suse', 'SLES', 'NAME="SLES"\nVERSION_ID="15.7"\nID="sles"\nID_LIKE="suse"'],
  ['arch', 'Arch Linux', 'NAME="Arch Linux"\nID=arch\nBUILD_ID=rolling\nVERSION_ID=TEMPLATE_VERSION_ID'],
  ['arch', 'Manjaro Linux', 'NAME="Manjaro Linux"\nID=manjaro\nID_LIKE=arch'],
  ['arch', 'EndeavourOS', 'NAME=EndeavourOS\nID=endeavouros\nID_LIKE=arch'],
  ['alpine', 'Alpine Linux', 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.23.2'],
  [undefined, 'Gentoo', 'NAME=Gentoo\nID=gentoo\nVERSION_ID="2.18"'],
  [undefined, 'NixOS', 'NAME=NixOS\nID=nixos'],
  [undefined, 'OpenWrt', 'NAME="OpenWrt"\nID="openwrt"\nID_LIKE="lede openwrt"'],
] as const;

describe('a distribution', () => {
  it.each(known)('is known by its os-release: %s %s', (family, name, text) => {
    expect(distroOf(`${text}\n`, none)).toEqual({ family, name });
  });

  it('that os-release does not tell is known by its package manager', () => {
    for (const family of families) {
      expect(distroOf('', (manager) => manager === managers[family])).toEqual({ family, name: 'Linux' });
      const cachyos = distroOf('NAME="CachyOS Linux"\nID=cachyos', (manager) => manager === managers[family]);
      expect(cachyos).toEqual({ family, name: 'CachyOS Linux' });
    }
  });

  it('that os-release tells has no say of a package manager that somebody put there', () => {
    expect(distroOf('ID=fedora\nNAME=Fedora', (manager) => manager === 'apt-get').family).toBe('fedora');
  });

  it.each([
    ['', undefined],
    ['ID', undefined],
    ['=debian', undefined],
    ['ID=', undefined],
    ['#ID=debian', undefined],
    ['MY_ID=debian', undefined],
    ['ID=debian; rm -rf /', undefined],
    ['ID=$(id)debian', undefined],
    ['ID=constructor\nID_LIKE=__proto__', undefined],
    ['ID=arch\nID=debian', 'debian'],
    ["ID='debian'", 'debian'],
    ['ID="debian', undefined],
    ['ID=DEBIAN', 'debian'],
    ['\ufeffID=debian', 'debian'],
    ['ID=debian\r', 'debian'],
    [`${'X=y\n'.repeat(5_000)}ID=debian`, undefined],
    [`ID=${'x'.repeat(100_000)}`, undefined],
  ])('is read from whatever is in the file: %j', (text, family) => {
    expect(distroOf(text, none).family).toBe(family);
  });

  it('has a name of printable characters only, and never too long a one', () => {
    expect(distroOf('NAME="\u001b[2Jx\u202ey\u0000"', none).name).toBe('[2Jxy');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const reported = distroOf(`NAME=${name}`, none).name;
        expect([...reported].length).toBeLessThanOrEqual(40);
        expect(reported).not.toMatch(/[\p{C}\n]/u);
        expect(reported).not.toBe('');
      }),
    );
  });
});
