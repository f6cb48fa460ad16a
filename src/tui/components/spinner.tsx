import { Text, useAnimation } from 'ink';
import type { Lang } from '../../i18n/text.ts';
import { translate } from '../model/words.ts';
import { useStyle } from './style.tsx';
import { lookOf } from './theme.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** A moving mark, the words, and the seconds since it appeared: long work must be seen to go on. */
export function Spinner({ words, lang }: { readonly words: string; readonly lang: Lang }) {
  const { theme, animate } = useStyle();
  const { frame, time } = useAnimation({ interval: 120, isActive: animate });
  const seconds = Math.floor(time / 1000);
  return (
    <Text wrap="truncate">
      <Text {...lookOf(theme, { text: '', role: 'accent' })}> {frames[frame % frames.length]} </Text>
      {words}
      <Text {...lookOf(theme, { text: '', role: 'muted' })}>
        {seconds > 0 ? `  ${translate(lang, 'ui.seconds', { seconds })}` : ''}
      </Text>
    </Text>
  );
}
