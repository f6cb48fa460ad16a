import type { Params } from '../../lessons/params/params.ts';
import type { Interface } from '../../src/facts/index.ts';
import type { Text } from '../../src/i18n/text.ts';
import { text } from '../words/text.ts';
import type { Cable } from './cable.ts';
import { nodeName } from './world.ts';

/** `br0: down`, `eth0: up, no carrier`. */
export function stateOf(name: string, one: Interface | undefined): Text {
  if (!one) return text('checks.see.no-interface', { interface: name });
  return text('checks.see.state', { interface: name, state: one.up ? (one.lowerUp ? 'up' : 'no-carrier') : 'down' });
}

/** `veth1, whose other end is eth0 in c1`. */
export function cableInWords(cable: Cable, params: Params): Text {
  const { far } = cable;
  const where =
    far.place === 'elsewhere'
      ? { place: 'elsewhere', interface: '' }
      : { place: nodeName(params, far.place), interface: far.interface.name };
  return text('checks.see.cable', { interface: cable.end.name, far: text('checks.see.far', where) });
}
