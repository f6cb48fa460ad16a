/** Words of shell text. Everything that did not come from this code goes through `quote`. */
import { quote } from '../text/quote.ts';

/** How often as long as usual an answer is waited for; whoever plans a script sets it there, for machines that are slow by themselves. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter expansion of sh
const patience = '${BW_PATIENCE:-1}';

/** Seconds for the shell: as many, or a multiple of them on a slow machine. */
export const patient = (usual: number): string => `$((${usual} * ${patience}))`;

/** The nodes that are not containers. */
export type FixedNode = 'host' | 'outside' | 'internet';
export const fixedNodes: readonly FixedNode[] = ['host', 'outside', 'internet'];
export const isContainer = (node: string): boolean => !(fixedNodes as readonly string[]).includes(node);

/** A node as the prelude's `at` takes it. Docker's rule for container names; parameters are validated before they come here, so anything else is a bug. */
export function nodeWord(node: string): string {
  return checked(node, /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'node');
}

/** An IPv4 address (not a network) for a command line. */
export function addressWord(address: string): string {
  return checked(address, /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/, 'address');
}

/** A network interface's name: what the kernel allows (dev_valid_name), without what shells or `ip` would read as more than a name. */
export function interfaceWord(name: string): string {
  return quote(checked(name, /^(?!\.{1,2}$)[^\s/:'"\\-][^\s/:'"\\]{0,14}$/, 'interface'));
}

function checked(word: string, shape: RegExp, what: string): string {
  if (!shape.test(word)) throw new RangeError(`not a valid ${what}: ${JSON.stringify(word)}`);
  return word;
}
