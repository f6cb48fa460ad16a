import type { Lang } from '../../i18n/text.ts';
import type { LessonText } from '../parse.ts';

/** A whole step, whose parts a test may replace (or drop, with an empty string). */
export function stepText(parts: Partial<Record<keyof typeof wholeStep, string>> = {}): string {
  return Object.values({ ...wholeStep, ...parts })
    .filter((part) => part !== '')
    .join('\n\n');
}

const wholeStep = {
  heading: '## 1.1 A switch made of `software`',
  id: '<!-- step: bridge -->',
  prose: 'Why a **switch**.\n\n> **Careful.** An aside.',
  commands: '```sh\nip link add br0 type bridge\nip link set br0 up\n```',
  predict: '### Predict\n\nWhat happens to `c1`?\n\n- [ ] nothing\n- [x] it answers\n\nBecause of the bridge.',
  look: '### Look\n\nLook at `br0`.',
  checks: '### Checks\n\n- `bridge-exists`: There is a bridge `br0`\n- `bridge-up`: br0 is up',
  hints: '### Hints\n\n1. A nudge.\n2. The concept.\n3. Run `ip link add br0 type bridge`, then `ip link set br0 up`.',
  undo: '### Undo\n\n```sh\nip link del br0\n```',
};

export function lessonText(steps: readonly string[] = [stepText()], lang: Lang = 'en'): LessonText {
  return {
    home: 'lessons',
    folder: '1-bridge-network',
    lang,
    text: ['# 1. Wires', 'The intro.', ...steps, ''].join('\n\n'),
  };
}
