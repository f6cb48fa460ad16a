import { commands } from '../support/commands.ts';
import { removal } from '../support/fixes.ts';
import { detailsOf } from '../support/journey.ts';
import { bridged } from '../support/packets.ts';
import { atHook } from '../support/rules.ts';
import type { Suspect } from '../support/suspect.ts';
import type { Who } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** A rule that is there for what leaves rewrites the caller of a call between the containers, too; `seen`: as whom the server saw it. */
export const masqueradeTooWide =
  (who: Who, seen?: string): Suspect =>
  (world) => {
    const nat = atHook(world, 'postrouting', bridged(world, who))?.nat;
    if (!nat) return undefined;
    const { server } = detailsOf({ kind: 'between', who }, world.params);
    const { bridge, gateway, uplink } = world.params;
    const { name } = world.params[who];
    const client = seen ?? nat.address ?? gateway;
    const command = `${removal(nat.at)}; ${commands.masquerade(world.params)}`;
    return diagnosis('masquerade-too-wide', { rule: nat.at.rule.text, server, client, name, bridge, uplink, command });
  };
