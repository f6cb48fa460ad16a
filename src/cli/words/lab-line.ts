import { type Lang, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { LabStatus } from '../../lab/lab.ts';

/** `default  up  pid 123, since …, nginx:1.13.3-alpine (stand-in)`. */
export function labLine(status: LabStatus, lang: Lang): string {
  const say = translator(lang);
  const parts = [
    ...(status.pid === undefined ? [] : [`pid ${status.pid}`]),
    ...(status.since === undefined ? [] : [say(text('cli.lab.since', { since: status.since }))]),
    ...(status.image
      ? [say(text(status.image.standIn ? 'cli.lab.stand-in' : 'cli.lab.stock', { image: status.image.name }))]
      : []),
    ...(status.ids === 'single' ? [say(text('cli.lab.single'))] : []),
  ];
  return [status.name, say(text(`cli.lab.${status.state}`)), parts.join(', ')].join('  ').trimEnd();
}
