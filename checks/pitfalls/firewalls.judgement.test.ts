import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { examined } from './testing/machine.ts';

/** Rules that real firewalls made: fixtures/README.md says how. */
const rules = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const ufw = (state: string) => examined({ setup: `iptables-restore <${rules(`ufw-${state}.iptables-save`)}` });
const firewalld = (name: string) => examined({ setup: `nft -f ${rules(`${name}.nft`)}` });

test('ufw takes nothing from containers, and drops what is forwarded', async () => {
  const findings = await ufw('enabled');
  expect(findings.get('input-closed')).toMatchObject({ state: 'warning', fix: 'sudo ufw allow in on br0' });
  expect(findings.get('ufw-forward')).toMatchObject({ state: 'warning', fix: 'sudo ufw disable' });
  expect(findings.get('second-chain')?.state).toBe('ok');
});

test('ufw that was told of the bridge lets containers come to the host', async () => {
  expect((await ufw('allowed')).get('input-closed')?.state).toBe('ok');
});

test('ufw that is off is in nobody’s way, though its chains are still there', async () => {
  const findings = await ufw('disabled');
  for (const id of ['input-closed', 'ufw-forward', 'second-chain', 'forward-reject'])
    expect(findings.get(id)).toMatchObject({ id, state: 'ok' });
});

test('firewalld ends what iptables has accepted, and what comes to the host', async () => {
  const findings = await firewalld('firewalld');
  const fix = 'sudo firewall-cmd --zone=trusted --add-interface=br0';
  expect(findings.get('second-chain')).toMatchObject({ state: 'warning', fix });
  expect(findings.get('input-closed')).toMatchObject({ state: 'warning', fix });
});

test('firewalld that trusts the bridge ends nothing that comes from it', async () => {
  const findings = await firewalld('firewalld-trusted');
  expect(findings.get('input-closed')?.state).toBe('ok');
  expect(findings.get('second-chain')).toMatchObject({ state: 'ok' });
});
