import { expect, test } from 'vitest';
import { readRoster } from './roster.ts';
import { networksIn } from './routes.ts';

const idsOf = (csv: string) => {
  const read = readRoster(csv);
  return read.ok ? read.value : `${read.error.id} ${JSON.stringify(read.error.values ?? {})}`;
};

test('reads what a spreadsheet or a learning platform writes', () => {
  expect(idsOf('id,name,email,lab\r\ns1,"Lovelace, Ada",ada@example.org,lab-1\r\n\r\ns2,"The ""G""",,\r\n')).toEqual([
    { id: 's1', name: 'Lovelace, Ada', email: 'ada@example.org', lab: 'lab-1' },
    { id: 's2', name: 'The "G"' },
  ]);
  expect(idsOf('\ufeffEmail address;ID number;Full name\na@b;  7 ;王小明')).toEqual([
    { id: '7', name: '王小明', email: 'a@b' },
  ]);
});

test.each([
  ['name\nAda', 'grade.roster.no-id'],
  ['id\n', 'grade.roster.empty'],
  ['id\n"s1', 'grade.roster.csv'],
  ['id\ns1\ns2\ns1', 'grade.roster.twice {"line":4'],
  ['id,name\n,Ada', 'grade.roster.id {"line":2'],
  ['id\n\u001b[2J', 'grade.roster.id'],
  ['id\n"a\nb"', 'grade.roster.id'],
  ['id\n\u202ex', 'grade.roster.id'],
])('%j is refused', (csv, problem) => {
  expect(idsOf(csv)).toContain(problem);
});

test('the networks of a machine, as the kernel lists them', () => {
  // cat /proc/net/route of a Debian 12 with Docker and a VPN
  const routes = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    'ens33\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
    'tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0',
    'tun0\t0000080A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    'docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0',
    'wg0\t0500A8C0\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0',
    '',
  ].join('\n');
  expect(networksIn(routes)).toEqual([
    { cidr: '10.8.0.0/24', device: 'tun0' },
    { cidr: '172.17.0.0/16', device: 'docker0' },
    { cidr: '192.168.0.5/32', device: 'wg0' },
  ]);
  expect(networksIn('')).toEqual([]);
});
