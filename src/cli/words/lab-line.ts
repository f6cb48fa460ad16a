import { type Lang, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { LabStatus } from '../../lab/lab.ts';

/** `default  up  pid 123, since …, nginx:1.13.3-alpine (stand-in)`. */
export function labLine(status: LabStatus, lang: Lang): string {
  const translate = translator(lang);
  const parts = [
    ...(status.pid === undefined ? [] : [`pid ${status.pid}`]),
    ...(status.since === undefined ? [] : [translate(text('cli.lab.since', { since: status.since }))]),
    ...(status.image
      ? [translate(text(status.image.standIn ? 'cli.lab.stand-in' : 'cli.lab.stock', { image: status.image.name }))]
      : []),
    ...(status.ids === 'single' ? [translate(text('cli.lab.single'))] : []),
  ];
  return [status.name, translate(text(`cli.lab.${status.state}`)), parts.join(', ')].join('  ').trimEnd();
}
