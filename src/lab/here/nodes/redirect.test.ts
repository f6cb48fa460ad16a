import { expect, it } from 'vitest';
import { questionMatches } from './redirect.ts';

it('a question about exactly one name is matched, byte by byte', () => {
  expect(questionMatches('www.baidu.com')).toBe(
    'match u32 0x03777777 0xffffffff at 40 match u32 0x05626169 0xffffffff at 44 ' +
      'match u32 0x64750363 0xffffffff at 48 match u32 0x6f6d0000 0xffffff00 at 52',
  );
});
