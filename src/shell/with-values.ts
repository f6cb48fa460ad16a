import { quote } from '../text/quote.ts';

/** Names in capitals, as a script's parameters have them. */
export interface ScriptValues {
  readonly [name: string]: string | number;
}

/**
 * A script with values for its parameters: the variables in capitals that it reads and does not set. Each value is one word, quoted;
 * whatever is in it, it stays a value. They stand after the comments that the script begins with, so that `#!` stays first.
 */
export function withValues(values: ScriptValues, script: string): string {
  const assignments = Object.entries(values).map(([name, value]) => {
    if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new RangeError(`${name} is no name of a parameter`);
    return `${name}=${quote(String(value))}\n`;
  });
  const lines = script.split('\n');
  const begin = lines.findIndex((line) => !line.startsWith('#'));
  return [...lines.slice(0, begin), `${assignments.join('')}${lines.slice(begin).join('\n')}`].join('\n');
}
