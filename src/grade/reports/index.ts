import { canvasReport } from './canvas.ts';
import { classroom50Report } from './classroom50.ts';
import type { Format } from './format.ts';
import { gradescopeReport } from './gradescope.ts';
import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { markdownReport } from './markdown.ts';
import { moodleReport } from './moodle.ts';
import { tapReport } from './tap.ts';
import { textReport } from './text.ts';
import { xapiReport } from './xapi.ts';

/** Every format of `grade --format`. */
export const formats = {
  text: textReport,
  json: jsonReport,
  html: htmlReport,
  markdown: markdownReport,
  junit: junitReport,
  tap: tapReport,
  moodle: moodleReport,
  canvas: canvasReport,
  gradescope: gradescopeReport,
  classroom50: classroom50Report,
  xapi: xapiReport,
} as const satisfies { readonly [name: string]: Format };

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly FormatName[];
export const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name);

/** Names of formats that are no more, and what takes their place. GitHub Classroom was retired on 2026-08-28. */
export const successors: { readonly [name: string]: FormatName } = { classroom: 'classroom50' };
