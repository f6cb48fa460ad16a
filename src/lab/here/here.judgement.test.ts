import { here as course } from '../../testing/one-host/here.ts';
import { describeLabContract } from '../contract.ts';
import { createHere } from './here.ts';
import { playMachine } from './testing/played.ts';

describeLabContract('here', async () => {
  const played = await playMachine('contract');
  return {
    lab: createHere({ course, home: played.home, machine: played.machine }),
    dispose: () => played.discard(),
  };
});
