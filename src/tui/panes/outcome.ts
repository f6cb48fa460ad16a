import type { RunLine, State } from '../model/state.ts';
import { lineStatus } from '../model/status.ts';
import { translate } from '../model/words.ts';
import { type Line, span } from '../text/span.ts';
import { wrap } from '../text/wrap.ts';

/** How a command line ended, in words; nothing while it has not. */
export function outcomeLines(state: State, line: RunLine, width: number): readonly Line[] {
  const status = lineStatus(line);
  if (line.state === 'waiting' || line.state === 'running') return [];
  const seconds = ((line.ms ?? 0) / 1000).toFixed(1);
  const values = {
    seconds,
    code: line.state.type === 'failed' ? line.state.exitCode : 0,
    limit: line.state.type === 'timed-out' ? line.state.seconds : 0,
  };
  const hint =
    line.state.type === 'ok' ? [] : [span(` · ${translate(state.lang, `ui.line.${line.state.type}.hint`)}`, 'muted')];
  return wrap([span(translate(state.lang, status.word, values), status.role), ...hint], width, {
    first: [{ text: '  ' }],
  });
}
