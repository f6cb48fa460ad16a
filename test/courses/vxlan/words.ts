import { addWords, type Words } from '../../../src/i18n/catalogue.ts';
import type { Text, TextValues } from '../../../src/i18n/text.ts';

const en = {
  'vxlan.want.running': 'Both containers run.',
  'vxlan.see.running': 'Running: {names}.',
  'vxlan.want.wired': '{name} has {address} on eth0, and eth0 is up.',
  'vxlan.see.wired': 'eth0 of {name}: {state}.',
  'vxlan.want.joined':
    '{device} joins the two bridges: the same VNI at both ends, each with the other host as its peer.',
  'vxlan.see.end': '{device} in {node}: VNI {vni}, peers {peers}, {state}.',
  'vxlan.see.no-end': '{node} has no tunnel {device}.',
  'vxlan.want.answer': '{name} answers.',
  'vxlan.see.outcome': 'The request ended so: {outcome}. {server} answered.',
  'diagnosis.vni-differs.what': 'The two ends belong to different networks: VNI {here} here, {there} in {node}.',
  'diagnosis.vni-differs.why':
    'The number in each packet chooses the tunnel. What carries another one is dropped at the far end.',
  'diagnosis.vni-differs.next': 'Compare `ip -d link show type vxlan` at both ends.',
  'diagnosis.vni-differs.hint1': 'Which id does each end have?',
  'diagnosis.vni-differs.hint2': 'It cannot be changed: the device has to be made again.',
  'diagnosis.vni-differs.hint3': 'Run `{command}`',
  'diagnosis.peer-wrong.what': 'The tunnel in {node} sends to {peers}, and the other host is {right}.',
  'diagnosis.peer-wrong.why': 'Frames for addresses that nobody has learned go to the peers of 00:00:00:00:00:00.',
  'diagnosis.peer-wrong.next': 'Look at `bridge fdb show`.',
  'diagnosis.peer-wrong.hint1': 'Whose address is the peer’s?',
  'diagnosis.peer-wrong.hint2': 'Each end names the address that the other host has on the LAN.',
  'diagnosis.peer-wrong.hint3': 'Run `{command}`',
} as const;

export const words: Words = { en: [en] };
addWords(words);

export const text = (id: keyof typeof en, values?: TextValues): Text => (values ? { id, values } : { id });
