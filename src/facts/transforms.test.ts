import { expect, test } from 'vitest';
import { observation } from './testing/captured.ts';
import { transforms } from './transforms.ts';

const nonce = 'n0';
const read = (body: string, status = 0, stderr = '') =>
  transforms('host').parse(
    observation({ stdout: `\n${nonce} begin policies\n${body}\n${nonce} end ${status}\n`, stderr }),
    { nonce },
  );

/** `ip xfrm policy show` of iproute2 6.1, with a policy of a socket. */
const shown = `src 192.168.1.0/24 dst 172.18.0.0/16 
	dir fwd priority 0 
	tmpl src 192.168.1.50 dst 192.168.1.61
		proto esp reqid 11 mode tunnel
src 10.0.0.0/8 dst 0.0.0.0/0 proto tcp dport 80 
	dir out action block priority 100 ptype main 
src 0.0.0.0/0 dst 0.0.0.0/0 
	socket in priority 0 ptype main `;

test('policies, but not those of single sockets', () => {
  const policy = (src: string, dst: string, direction: string) => {
    return { src, dst, direction, text: `src ${src} dst ${dst} dir ${direction}` };
  };
  expect(read(shown)).toEqual({
    ok: true,
    value: [policy('192.168.1.0/24', '172.18.0.0/16', 'fwd'), policy('10.0.0.0/8', '0.0.0.0/0', 'out')],
  });
});

test('none, and a kernel without IPsec', () => {
  expect(read('')).toEqual({ ok: true, value: [] });
  expect(read('', 2, 'RTNETLINK answers: Operation not supported')).toEqual({ ok: true, value: [] });
});

test('what could not be looked at is not "none"', () => {
  expect(read('', 1, 'Cannot send dump request: Permission denied')).toMatchObject({ ok: false });
});

test('words of policies that are none are passed over', () => {
  expect(read('src 10.0.0.0/8\n\tdir in\nsrc a dst b\n\tsideways in')).toEqual({ ok: true, value: [] });
});
