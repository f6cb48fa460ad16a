import { expect, test } from 'vitest';
import { withImports } from './scripts.ts';

test('a script that a module asks for becomes an import of its text', () => {
  const source =
    "import { scriptBeside } from './script.ts';\nexport const look = scriptBeside(import.meta.url, './look.sh');\n";
  expect(withImports(source, 'a.ts')).toBe(
    "import bridgeworkScript1 from './look.sh'; import { scriptBeside } from './script.ts';\nexport const look = bridgeworkScript1;\n",
  );
  expect(withImports('export const none = 1;\n', 'a.ts')).toBeUndefined();
});

test('one that is asked for in another way is told, since nothing would be there', () => {
  expect(() => withImports('scriptBeside(import.meta.url, path)', 'a.ts')).toThrow('a.ts');
});
