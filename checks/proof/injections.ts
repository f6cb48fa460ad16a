import type { Injection } from '../../src/proof/case.ts';
import { addressInjections } from '../address/injections.ts';
import { bridgeInjections } from '../bridge/injections.ts';
import { cableInjections } from '../cable/injections.ts';
import { containerInjections } from '../container/injections.ts';
import { forwardInjections } from '../forward/injections.ts';
import { hairpinInjections } from '../hairpin/injections.ts';
import { natInjections } from '../nat/injections.ts';
import { requestInjections } from '../request/injections.ts';
import { routeInjections } from '../route/injections.ts';
import type { DiagnosisId } from '../support/diagnosis.ts';
import { sysctlInjections } from '../sysctl/injections.ts';

/** By what is at fault. */
export const families: { readonly [title: string]: { readonly [id: string]: Injection } } = {
  Containers: containerInjections,
  'The bridge': bridgeInjections,
  Cables: cableInjections,
  'Addresses and neighbours': addressInjections,
  'Routes of the containers': routeInjections,
  'Switches of the kernel': sysctlInjections,
  'Rules that let pass or drop': forwardInjections,
  'Rules that translate': natInjections,
  Hairpin: hairpinInjections,
  'Who answered, and what is left open': requestInjections,
};

/** How each diagnosis is produced in a real lab: one fault, alone. A diagnosis without one does not compile. */
export const injections: { readonly [id in DiagnosisId]: Injection } = {
  ...containerInjections,
  ...bridgeInjections,
  ...cableInjections,
  ...addressInjections,
  ...routeInjections,
  ...sysctlInjections,
  ...forwardInjections,
  ...natInjections,
  ...hairpinInjections,
  ...requestInjections,
};
