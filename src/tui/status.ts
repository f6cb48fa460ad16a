import type { MessageId } from '../i18n/catalogue.ts';
import type { LineOutcome } from '../learn/session.ts';
import type { RunLine, Tone } from './model.ts';
import type { CheckStatus, MapStatus } from './select.ts';
import type { Role } from './text/span.ts';

/** A status is always a glyph and a word; the colour only helps. */
export interface Status {
  readonly glyph: string;
  readonly word: MessageId;
  readonly role: Role;
}

export const checkStatuses: { readonly [status in CheckStatus]: Status } = {
  pass: { glyph: '✔', word: 'ui.status.pass', role: 'pass' },
  fail: { glyph: '✘', word: 'ui.status.fail', role: 'fail' },
  error: { glyph: '?', word: 'ui.status.error', role: 'error' },
  blocked: { glyph: '⊘', word: 'ui.status.blocked', role: 'blocked' },
  'not-yet': { glyph: '○', word: 'ui.status.not-yet', role: 'muted' },
  waiting: { glyph: '·', word: 'ui.status.waiting', role: 'muted' },
  looking: { glyph: '~', word: 'ui.status.looking', role: 'muted' },
};

export const mapStatuses: { readonly [status in MapStatus]: Status } = {
  done: { glyph: '✔', word: 'ui.status.done', role: 'pass' },
  here: { glyph: '▸', word: 'ui.status.here', role: 'accent' },
  skipped: { glyph: '↷', word: 'ui.status.skipped', role: 'blocked' },
  broken: { glyph: '✘', word: 'ui.status.broken', role: 'fail' },
  todo: { glyph: '○', word: 'ui.status.todo', role: 'muted' },
};

const lineStatuses: { readonly [type in LineOutcome['type'] | 'waiting' | 'running']: Status } = {
  ok: { glyph: '✔', word: 'ui.line.ok', role: 'pass' },
  failed: { glyph: '✘', word: 'ui.line.failed', role: 'fail' },
  'timed-out': { glyph: '✘', word: 'ui.line.timed-out', role: 'fail' },
  cancelled: { glyph: '↷', word: 'ui.line.cancelled', role: 'blocked' },
  waiting: { glyph: '○', word: 'ui.line.waiting', role: 'muted' },
  running: { glyph: '▸', word: 'ui.line.running', role: 'accent' },
};

export const lineStatus = (line: RunLine): Status =>
  lineStatuses[typeof line.state === 'string' ? line.state : line.state.type];

/** The glyph before a message; plain information has none. */
export const toneGlyphs: { readonly [tone in Tone]: string } = {
  info: '·',
  pass: '✔',
  fail: '✘',
  error: '?',
  blocked: '⊘',
};
export const toneRoles: { readonly [tone in Tone]: Role } = {
  info: 'accent',
  pass: 'pass',
  fail: 'fail',
  error: 'error',
  blocked: 'blocked',
};
