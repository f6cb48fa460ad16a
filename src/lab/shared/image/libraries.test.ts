import { expect, test } from 'vitest';
import { parseLdd } from './libraries.ts';

// ldd /usr/sbin/nginx on Debian 12 (nginx 1.22.1-9+deb12u11), with one library taken away
const nginx = `	linux-vdso.so.1 (0x00007f5496eb0000)
	libcrypt.so.1 => /lib/x86_64-linux-gnu/libcrypt.so.1 (0x00007f5496d0f000)
	libpcre2-8.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f549641e000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f5496eb2000)
`;

test('ldd tells libraries, the loader, and what is missing; the kernel’s own library is no file', () => {
  expect(parseLdd(nginx)).toEqual({
    libraries: [
      { name: 'libcrypt.so.1', path: '/lib/x86_64-linux-gnu/libcrypt.so.1', isLoader: false },
      { name: 'libc.so.6', path: '/lib/x86_64-linux-gnu/libc.so.6', isLoader: false },
      { name: 'ld-linux-x86-64.so.2', path: '/lib64/ld-linux-x86-64.so.2', isLoader: true },
    ],
    missing: ['libpcre2-8.so.0'],
  });
});

// ldd /usr/sbin/nginx where the C library is musl (Alpine), whose loader is the library.
const musl = `	/lib/ld-musl-x86_64.so.1 (0x7f2a4c0d1000)
	libpcre2-8.so.0 => /usr/lib/libpcre2-8.so.0 (0x7f2a4bf12000)
	libc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f2a4c0d1000)
`;

test('musl’s words are read, too', () => {
  expect(parseLdd(musl)).toEqual({
    libraries: [
      { name: 'ld-musl-x86_64.so.1', path: '/lib/ld-musl-x86_64.so.1', isLoader: true },
      { name: 'libpcre2-8.so.0', path: '/usr/lib/libpcre2-8.so.0', isLoader: false },
      { name: 'libc.musl-x86_64.so.1', path: '/lib/ld-musl-x86_64.so.1', isLoader: false },
    ],
    missing: [],
  });
});

test('a static program has none', () => {
  expect(parseLdd('\tnot a dynamic executable\n')).toEqual({ libraries: [], missing: [] });
});
