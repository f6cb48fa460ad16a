/** Part of set-up: makes the labs' image now, while there is a network, so that the first lab can start without one. Prints where it is. */
import { langOf } from '../src/i18n/lang.ts';
import { translator } from '../src/i18n/translate.ts';
import { stateFolder } from '../src/lab/home.ts';
import { prepareImage } from '../src/lab/sandbox/image/image.ts';

const words = translator(langOf(process.env));
const tell = (line: string): void => void process.stderr.write(`bridgework: ${line}\n`);

const made = await prepareImage(stateFolder(process.env), ({ text }) => tell(words(text)));
if (made.ok) console.log(made.value.archive);
else {
  tell(words(made.error.text));
  process.exitCode = 1;
}
