/** A JSON list as `JSON.stringify(…, null, 2)` would print it below `indent`, one value a piece. */
export function* listed(indent: string, values: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const value of values) {
    const json = JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}  `);
    yield `${before}\n${indent}  ${json}`;
    before = ',';
  }
  yield before === '[' ? `[]${indent === '' ? '\n' : ''}` : `\n${indent}]${indent === '' ? '\n' : ''}`;
}
