import { type Text, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { LabFailure } from '../../lab/lab.ts';
import type { LineOutcome, SessionEvent } from '../../learn/session.ts';
import type { Looked } from '../../look/look.ts';
import { unreachable } from '../../result.ts';
import type { Io } from '../services.ts';

/** What a headless session saw last; exit codes are drawn from it. */
export interface Report {
  results: Looked['results'];
  failure: LabFailure | undefined;
  linesOk: boolean;
}

/** Prints what happens: the output of commands on stdout, words on stderr; remembers what decides the exit code. */
export function reporter(io: Io): { readonly report: Report; readonly listen: (event: SessionEvent) => void } {
  const translate = translator(io.lang);
  const print = (words: Text): void => io.err(`${translate(words)}\n`);
  const report: Report = { results: [], failure: undefined, linesOk: true };
  const listen = (event: SessionEvent): void => {
    switch (event.type) {
      case 'lab-phase':
      case 'notice':
        print(event.text);
        break;
      case 'lost':
        print(event.text);
        io.err(`  bridgework solve --to ${event.to}\n`);
        break;
      case 'lab-warning':
        print(text('cli.warning', { text: event.text }));
        break;
      case 'lab-failed':
      case 'round-failed':
        report.failure = event.failure;
        break;
      case 'run-started':
        report.linesOk = true;
        print(text('cli.run.started', { step: event.step }));
        break;
      case 'line-started':
        io.err(`$ ${event.command}\n`);
        break;
      case 'line-output':
        io.terminal('out', event.chunk.replaceAll('\r\n', '\n'));
        break;
      case 'line-ended':
        if (event.outcome.type !== 'ok') print(outcomeWords(event.outcome, event.ms));
        break;
      case 'run-ended':
        report.linesOk = event.ok;
        break;
      case 'round-ended':
        report.results = event.results;
        report.failure = undefined;
        break;
      case 'bug':
        throw new Error(event.message);
      case 'lab-up':
      case 'lab-changed':
      case 'glanced':
      case 'foreseen':
      case 'round-left':
      case 'walked':
      case 'round-started':
      case 'progress':
        break;
      default:
        unreachable(event);
    }
  };
  return { report, listen };
}

function outcomeWords(outcome: Exclude<LineOutcome, { type: 'ok' }>, ms: number): Text {
  const seconds = Math.round(ms / 100) / 10;
  switch (outcome.type) {
    case 'failed':
      return text('cli.line.failed', { code: outcome.exitCode, seconds });
    case 'timed-out':
      return text('cli.line.timed-out', { seconds: outcome.seconds });
    case 'cancelled':
      return text('cli.line.cancelled', { seconds });
    default:
      return unreachable(outcome);
  }
}
