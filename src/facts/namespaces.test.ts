import { expect, test } from 'vitest';
import { namespaces } from './namespaces.ts';
import { observation } from './testing/captured.ts';

const read = (stdout: string) => {
  const result = namespaces('host').parse(observation({ stdout }), { nonce: 'feed' });
  return result.ok ? [...result.value] : undefined;
};

test('numbers of other namespaces, with their names where they have one', () => {
  // `ip -j netns list-id`, iproute2 6.1.
  expect(read('[{"nsid":0,"name":"core"},{"nsid":1}]')).toEqual([
    [0, 'core'],
    [1, undefined],
  ]);
});

test('a namespace that knows no other prints nothing', () => {
  expect(read('')).toEqual([]);
});
