/** Part of the image's build: the labs' image and their servers, so that no lab ever needs a network. Prints where they are. */
import { stateFolder } from '../src/lab/home.ts';
import { prepareImage } from '../src/lab/sandbox/image/image.ts';

const made = await prepareImage(stateFolder(process.env), ({ text }) => process.stderr.write(`${text.id}\n`));
if (made.ok) process.stdout.write(`${made.value.standIn}\n`);
else {
  process.stderr.write(`${JSON.stringify(made.error)}\n`);
  process.exitCode = 1;
}
