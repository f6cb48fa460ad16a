import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { webServer } from '../../shared/web-server.ts';
import { stopKeeper } from '../cards/keeper.ts';
import { internetAddress, lanDevice, redirectFile, runFolder, tcPreferences } from '../machine/places.ts';
import type { HerePlan } from '../plan/plan.ts';

/** What the nodes are made of besides the plan: where the machine's uplink leads. */
export interface UplinkFacts {
  /** MAC address of the uplink. */
  readonly mac: string;
  /** Of the uplink's network, e.g. 24. */
  readonly prefix: number;
  readonly gateway: string;
}

/**
 * The nodes `outside` and `internet` as neighbours on the uplink's cable, without touching the uplink's addresses, routes
 * or rules (docs/decisions/0009-nodes-on-the-uplinks-cable.md). Frames that leave by the uplink for one of the two are sent aside
 * by tc into one veth, after all of netfilter; what comes back out of it is received again as if by the uplink, before
 * all of netfilter. Of a question to a name server only the one about the course's site is sent aside.
 */
export function nodesScript(plan: HerePlan, uplink: UplinkFacts, tools: string): string {
  return [
    withValues({ WEB: `${runFolder}/web` }, webServer),
    withValues(
      {
        RUN: runFolder,
        LAN_DEVICE: lanDevice,
        INTERNET: internetAddress,
        REDIRECT: redirectFile,
        TOOLS: tools,
        PREFIX: uplink.prefix,
        GATEWAY: uplink.gateway,
        UPLINK_MAC: uplink.mac,
        HOST_ADDRESS: plan.hostAddress,
        HOST_PORT: plan.hostPort,
        OUTSIDE: plan.outside.address,
        OUTSIDE_PORTS: plan.outside.ports.join(' '),
        SITE: plan.site,
      },
      scriptBeside(import.meta.url, './nodes.sh'),
    ),
  ].join('\n');
}

/** The filters on the uplink; once more after a card has got its name back. */
export const withoutRedirect = (uplink: string): string =>
  withValues(
    { RUN: runFolder, UPLINK: uplink, PREFERENCES: Object.values(tcPreferences).join(' ') },
    scriptBeside(import.meta.url, './without-redirect.sh'),
  );

/** Takes away what `nodesScript` made, as far as it is there: also after half of it. */
export const withoutNodes = (uplink: string): string =>
  [
    stopKeeper,
    withoutRedirect(uplink),
    withValues({ RUN: runFolder, LAN_DEVICE: lanDevice }, scriptBeside(import.meta.url, './without-nodes.sh')),
  ].join('\n');
