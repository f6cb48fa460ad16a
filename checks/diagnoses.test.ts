import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { messageIds } from '../src/i18n/catalogue.ts';
import { type Lang, langs } from '../src/i18n/lang.ts';
import { placeholders } from '../src/i18n/testing/placeholders.ts';
import { translator } from '../src/i18n/translate.ts';
import { diagnosisText } from '../src/verify/check.ts';
import { isWalkDiagnosis } from '../src/verify/end-diagnosis.ts';
import { examples } from './testing/examples.ts';

const parts = ['what', 'why', 'next', 'hint1', 'hint2', 'hint3'] as const;
const idsIn = (lang: Lang): readonly string[] => [
  ...new Set(messageIds(lang).flatMap((id) => /^diagnosis\.([^.]+)\./.exec(id)?.[1] ?? [])),
];

const found = examples();

const wordsOf = (lang: Lang, id: string): ReadonlySet<string> =>
  new Set(parts.flatMap((part) => placeholders(lang, `diagnosis.${id}.${part}`)));

describe('every diagnosis of the course', () => {
  const ids = idsIn('en').filter((id) => !isWalkDiagnosis(id));

  it.each(ids)('%s has all six parts, in every language, about values that it is given', (id) => {
    const missing = langs.map((lang) =>
      parts.filter((part) => !messageIds(lang).some((one) => one === `diagnosis.${id}.${part}`)),
    );
    expect(missing.flat()).toEqual([]);
    const [en, ...others] = langs.map((lang) => wordsOf(lang, id));
    for (const other of others) expect(other).toEqual(en);
    const given = found.get(id) ?? [];
    expect(given).not.toEqual([]);
    for (const { values = {} } of given) {
      expect([...(en ?? [])].filter((name) => !(name in values))).toEqual([]);
    }
  });

  it('ends its hints with a command, the same in every language', () => {
    const commands = [...found].flatMap(([id, given]) =>
      given.map(({ values }) => {
        const hints = langs.map((lang) =>
          translator(lang)(diagnosisText({ id, ...(values ? { values } : {}) }, 'hint3')),
        );
        const [command, ...others] = hints.map((hint) => /^`([^`]+)`$/.exec(hint)?.[1]);
        for (const other of others) expect(other, id).toBe(command);
        return command;
      }),
    );
    const known = /^(ip|iptables|iptables-legacy|nft|bridge|docker|nsenter|sysctl|conntrack|tcpdump|ss) /;
    expect(commands.filter((command) => !command || !known.test(command))).toEqual([]);
    expect(spawnSync('sh', ['-n'], { input: commands.join('\n'), encoding: 'utf8' }).stderr).toBe('');
  });
});
