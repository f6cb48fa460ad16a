import { canvasReport } from './canvas.ts';
import { classroomReport } from './classroom.ts';
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
  classroom: classroomReport,
  xapi: xapiReport,
} as const satisfies { readonly [name: string]: Format };

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly FormatName[];
export const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name);
