import { PassThrough } from 'node:stream';

/** A terminal's keyboard whose keys somebody sees first: `take` gets what was typed and gives back what goes on to the reader. */
export function keyboardOf(stdin: NodeJS.ReadStream, take: (typed: string) => string): NodeJS.ReadStream {
  const reader = new PassThrough();
  const listen = (typed: string): void => {
    const rest = take(typed);
    if (rest !== '') reader.write(rest);
  };
  stdin.setEncoding('utf8');
  return Object.assign(reader, {
    isTTY: true,
    setRawMode(on: boolean) {
      // Who lets go of the keyboard leaves the keys to whom it gives the terminal.
      stdin.off('data', listen);
      if (on) stdin.on('data', listen).resume();
      else stdin.pause();
      stdin.setRawMode(on);
      return reader;
    },
    ref: () => stdin.ref() && reader,
    unref: () => stdin.unref() && reader,
  }) as unknown as NodeJS.ReadStream;
}
