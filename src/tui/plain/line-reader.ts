/** Cuts a stream of text into lines; `end` is called once when nothing more comes. A last line without a newline counts. */
export function lineReader(
  stdin: NodeJS.ReadStream,
  line: (text: string) => void,
  end: () => void,
): { readonly close: () => void } {
  let rest = '';
  const onData = (chunk: string): void => {
    const [first = '', ...more] = (rest + chunk).split(/\r?\n/);
    const all = [first, ...more];
    rest = all.pop() ?? '';
    for (const text of all) line(text);
  };
  const onEnd = (): void => {
    if (rest !== '') line(rest);
    end();
  };
  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  stdin.on('end', onEnd);
  return {
    close() {
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      stdin.pause();
    },
  };
}
