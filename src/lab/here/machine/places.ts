import { labKinds } from '../../kind.ts';

/** The lab's name on the command line: no sandbox can be called so. */
export const hereName = labKinds.here.name;

/** What a machine's owner puts there to say: anything on this machine may be broken (see permission.ts). */
export const { declaration } = labKinds.here;

/** There as long as the machine is up, like all that the lab has set in the kernel. */
export const runFolder = '/run/bridgework/here';

/** Outlives a reboot, as containers do: which containers there were before the lab. */
export const ledgerFile = '/var/lib/bridgework/here/ledger.json';

/** The host's end of the cable to the lab's LAN. */
export const lanDevice = 'lab-lan';

/** Where the played internet has its web server (TEST-NET-3, RFC 5737): nobody's address anywhere. */
export const internetAddress = '203.0.113.80';

/** tc filters of this lab have these preferences, one for each protocol that they ask for; nobody else's are touched. */
export const tcPreferences = { arp: 49170, ip: 49171, dns: 49172 } as const;

/** Where the machine keeps `redirectScript`: a card that was fetched back needs it again. Named as labs of earlier versions have it. */
export const redirectFile = `${runFolder}/aside`;

/** The machine's neighbours, which the lab plays in namespaces. */
export const nodeNames: readonly string[] = ['outside', 'internet'];
