import type { Injection } from '../../src/proof/case.ts';
import { addresses } from '../address/injections.ts';
import { bridges } from '../bridge/injections.ts';
import { cables } from '../cable/injections.ts';
import { containers } from '../container/injections.ts';
import { firewalls } from '../forward/injections.ts';
import { hairpins } from '../hairpin/injections.ts';
import { nat } from '../nat/injections.ts';
import { answers } from '../request/injections.ts';
import { routes } from '../route/injections.ts';
import type { DiagnosisId } from '../support/diagnosis.ts';
import { forwarding } from '../sysctl/injections.ts';

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
