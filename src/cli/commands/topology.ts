import { stepsOf } from '../../course/course.ts';
import { text } from '../../i18n/text.ts';
import { topologySvg } from '../../picture/svg.ts';
import { topologyText } from '../../picture/text.ts';
import { plainDeep } from '../../text/plain.ts';
import { topologyDocument, toTopologyDocument } from '../json/topology-document.ts';
import { readLabCourse } from '../lab-course.ts';
import { lookAt, openLab } from '../looking.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

export interface TopologyOptions extends LabOption, CourseOption {
  readonly format: 'text' | 'json' | 'svg';
}

/** What is wired, drawn from one round over the whole course. */
export async function topology(cli: Cli, options: TopologyOptions): Promise<number> {
  const { io } = cli;
  const course = await readLabCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const lab = await openLab(cli, options.lab, course.value);
  if (!lab.ok) return refuse(io, lab.error);
  const looked = await lookAt(
    cli,
    lab.value,
    course.value,
    stepsOf(course.value).map(({ id }) => id),
  );
  if (!looked.ok) return refuse(io, looked.error);
  const { picture } = looked.value;
  if (!picture) return refuse(io, refusal(text('cli.topology.none')));
  const printers = {
    text: () => topologyText(plainDeep(picture), io.lang),
    json: () => `${JSON.stringify(topologyDocument.parse(toTopologyDocument(lab.value.name, picture)), null, 2)}\n`,
    svg: () => topologySvg(plainDeep(picture)),
  } as const;
  io.out(printers[options.format]());
  return exit.good;
}
