import type { MessageId } from '../../i18n/catalogue.ts';
import type { LineOutcome } from '../../learn/session.ts';
import { glyphs } from '../../text/glyphs.ts';
import type { Role } from '../text/span.ts';
import type { CheckStatus, MapStatus } from './selectors.ts';
import type { RunLine, Tone } from './state.ts';

/** A status is always a glyph and a word; the colour only helps. */
export interface Status {
  readonly glyph: string;
  readonly word: MessageId;
  readonly role: Role;
}

export const checkStatuses: { readonly [status in CheckStatus]: Status } = {
  pass: { glyph: glyphs.pass, word: 'ui.status.pass', role: 'pass' },
  fail: { glyph: glyphs.fail, word: 'ui.status.fail', role: 'fail' },
  error: { glyph: glyphs.error, word: 'ui.status.error', role: 'error' },
  unjudged: { glyph: glyphs.unjudged, word: 'ui.status.unjudged', role: 'error' },
  blocked: { glyph: glyphs.blocked, word: 'ui.status.blocked', role: 'blocked' },
  'not-yet': { glyph: glyphs.todo, word: 'ui.status.not-yet', role: 'muted' },
  asked: { glyph: '◌', word: 'ui.status.asked', role: 'accent' },
  deduced: { glyph: glyphs.deduced, word: 'ui.status.deduced', role: 'accent' },
  waiting: { glyph: '·', word: 'ui.status.waiting', role: 'muted' },
  looking: { glyph: '~', word: 'ui.status.looking', role: 'muted' },
};

export const mapStatuses: { readonly [status in MapStatus]: Status } = {
  done: { glyph: glyphs.pass, word: 'ui.status.done', role: 'pass' },
  here: { glyph: glyphs.now, word: 'ui.status.here', role: 'accent' },
  skipped: { glyph: '↷', word: 'ui.status.skipped', role: 'blocked' },
  broken: { glyph: glyphs.fail, word: 'ui.status.broken', role: 'fail' },
  todo: { glyph: glyphs.todo, word: 'ui.status.todo', role: 'muted' },
};

const lineStatuses: { readonly [type in LineOutcome['type'] | 'waiting' | 'running']: Status } = {
  ok: { glyph: glyphs.pass, word: 'ui.line.ok', role: 'pass' },
  failed: { glyph: glyphs.fail, word: 'ui.line.failed', role: 'fail' },
  'timed-out': { glyph: glyphs.fail, word: 'ui.line.timed-out', role: 'fail' },
  cancelled: { glyph: '↷', word: 'ui.line.cancelled', role: 'blocked' },
  waiting: { glyph: glyphs.todo, word: 'ui.line.waiting', role: 'muted' },
  running: { glyph: glyphs.now, word: 'ui.line.running', role: 'accent' },
};

export const lineStatus = (line: RunLine): Status =>
  lineStatuses[typeof line.state === 'string' ? line.state : line.state.type];

/** The glyph before a message; plain information has none. */
export const toneGlyphs: { readonly [tone in Tone]: string } = {
  info: '·',
  pass: glyphs.pass,
  fail: glyphs.fail,
  error: glyphs.error,
  blocked: glyphs.blocked,
};
export const toneRoles: { readonly [tone in Tone]: Role } = {
  info: 'accent',
  pass: 'pass',
  fail: 'fail',
  error: 'error',
  blocked: 'blocked',
};
