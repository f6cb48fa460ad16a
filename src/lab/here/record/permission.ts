import { err, ok, type Result } from '../../../result.ts';
import type { LabFailure } from '../../lab.ts';
import { hereFailures } from '../machine/failure.ts';
import type { Known } from './knowledge.ts';

/**
 * The course may break a machine's network, so it acts only where the owner said that this does not matter: by a file
 * that only root can have written (provisioning does), or on the command line. Whoever runs a lab already has said so.
 */
export function permission(known: Known, disposable: boolean): Result<void, LabFailure> {
  if (!disposable && known.state?.phase !== 'up') {
    if (known.declared === 'no') return err(hereFailures.notDeclared());
    if (known.declared === 'odd') return err(hereFailures.badDeclaration());
  }
  return known.root ? ok(undefined) : err(hereFailures.notRoot('sudo bridgework'));
}
