import type { DiagnosisId } from '../../support/diagnosis-id.ts';
import { addresses } from './addresses.ts';
import { answers } from './answers.ts';
import { bridges } from './bridge.ts';
import { cables } from './cables.ts';
import { containers } from './containers.ts';
import { firewalls } from './firewalls.ts';
import { forwarding } from './forwarding.ts';
import { hairpins } from './hairpin.ts';
import type { Injection } from './injection.ts';
import { nat } from './nat.ts';
import { routes } from './routes.ts';

export type { Injection } from './injection.ts';

/** By what is at fault. */
export const families: { readonly [title: string]: { readonly [id: string]: Injection } } = {
  Containers: containers,
  'The bridge': bridges,
  Cables: cables,
  'Addresses and neighbours': addresses,
  'Routes of the containers': routes,
  'Switches of the kernel': forwarding,
  'Rules that let pass or drop': firewalls,
  'Rules that translate': nat,
  Hairpin: hairpins,
  'Who answered, and what is left open': answers,
};

/** How each diagnosis is produced in a real lab: one fault, alone. A diagnosis without one does not compile. */
export const injections: { readonly [id in DiagnosisId]: Injection } = {
  ...containers,
  ...bridges,
  ...cables,
  ...addresses,
  ...routes,
  ...forwarding,
  ...firewalls,
  ...nat,
  ...hairpins,
  ...answers,
};
