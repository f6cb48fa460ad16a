import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disclose } from '../../src/grade/disclose.ts';
import type { TargetLook } from '../../src/grade/grade.ts';
import { gradeClass } from '../../src/grade/grade-class.ts';
import { gradeTarget } from '../../src/grade/grade-target.ts';
import { course, hostile, lookOf, planOf, reasonText, roundOf } from '../../src/grade/testing/examples.ts';
import { wholeReport } from '../../src/grade/testing/whole.ts';
import type { Picture } from '../../src/picture/picture.ts';
import { openPage, type Page } from './chromium.ts';

let page: Page;
let folder: string;
/** Where pictures are kept for somebody to look at; absent: none are. */
const pictures = process.env['BRIDGEWORK_PICTURES'];

const picture: Picture = {
  nodes: ['host', 'c1', 'c2', 'outside', 'internet'].map((name) => ({
    name,
    kind: name === 'host' ? 'host' : name.startsWith('c') ? 'container' : 'machine',
    running: name !== 'c2',
    interfaces: ['lo', 'eth0', 'br0'].map((port) => ({
      name: port,
      kind: port === 'br0' ? 'bridge' : 'other',
      up: true,
      carrier: true,
      addresses: ['172.18.0.1/16'],
    })),
    defaultVia: 'default via 192.168.1.1',
  })),
  wires: [],
  flows: [],
};

/** Three who did well, badly, and could not be looked at, and one with every hostile name that we know. */
function reportOf(ids: readonly string[]): string {
  const plan = planOf({
    title: 'Container networks, week 3',
    pass: '60%',
    late: { due: '2026-11-27T00:00:00Z', perDay: '10%' },
  });
  const evidence = { file: 'evidence/s1.json', sha256: 'ab'.repeat(32) };
  const looks = ids.map((id, index): TargetLook => {
    const target = {
      id,
      student: { id, name: index === 1 ? '王小明' : `Student ${id}` },
      place: `ssh://vm${index}.example.org:2222`,
    };
    const at = '2026-11-28T12:00:00Z';
    if (index === 2)
      return { target, at, looked: false, cause: { code: 'unreachable', text: reasonText('no route to host') } };
    const results = roundOf((check) => (index > 0 && check.kind === 'behaviour' ? 'fail' : 'pass'), hostile.join(' '));
    return { ...lookOf(results, id, at), target, looked: true, results, picture, evidence };
  });
  const graded = gradeClass(
    plan,
    looks.map((look) => gradeTarget(plan, course, look)),
    '2026-11-28T12:00:00Z',
  );
  return wholeReport('html', disclose(graded, course, 'en'));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-report-'));
  await writeFile(join(folder, 'class.html'), reportOf(['s1', 's2', 's3', hostile.join('')]));
  if (pictures) await mkdir(pictures, { recursive: true });
  page = await openPage();
});
afterAll(async () => {
  await page?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(
  file: string,
  width: number,
  features: readonly { name: string; value: string }[] = [],
  media = '',
): Promise<void> {
  await page.send('Emulation.setDeviceMetricsOverride', {
    width,
    height: 900,
    deviceScaleFactor: 1,
    mobile: width < 600,
  });
  await page.send('Emulation.setEmulatedMedia', { media, features });
  // By way of nothing: the same file with another fragment would not be loaded again.
  for (const url of ['about:blank', `file://${join(folder, file)}`]) {
    const loaded = page.next('Page.loadEventFired');
    await page.send('Page.navigate', { url });
    await loaded;
  }
}

async function keep(name: string): Promise<void> {
  if (!pictures) return;
  const { data } = await page.send('Page.captureScreenshot', { captureBeyondViewport: true });
  await writeFile(join(pictures, `${name}.png`), String(data), 'base64');
}

const shown = 'Array.from(document.querySelectorAll("section")).filter((one) => one.offsetParent).map((one) => one.id)';
const widths = { phone: 390, desk: 1280 } as const;
const schemes = ['light', 'dark'] as const;

describe.each(Object.entries(widths))('at the width of a %s', (device, width) => {
  it.each(['class.html', 'class.html#student-1', 'class.html#student-2', 'class.html#student-4'])(
    '%s has nothing to the right of the screen',
    async (file) => {
      await open(file, width);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await page.evaluate(shown)).toEqual([file.split('#')[1] ?? 'class']);
      await keep(`${device}-${file.replace(/[^a-z0-9-]/g, '-')}`);
    },
  );

  it('the topology can be scrolled to its end', async () => {
    await open('class.html#student-1', width);
    const fits =
      '(() => { const box = document.querySelector("#student-1 .picture"); const svg = box.querySelector("svg"); return box.scrollWidth >= svg.getBoundingClientRect().width; })()';
    expect(await page.evaluate(fits)).toBe(true);
  });
});

/** WCAG's contrast of a text with what is behind it. */
const contrasts = `(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((all, c, i) => all + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (one) => { for (let at = one; at; at = at.parentElement) { const color = parse(getComputedStyle(at).backgroundColor); if (color[3] !== 0) return color; } return [255, 255, 255]; };
  return Array.from(document.querySelectorAll('main *')).filter((one) => one.offsetParent && !one.closest('svg') && Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.data.trim())).map((one) => {
    const [a, b] = [light(parse(getComputedStyle(one).color)), light(behind(one))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
})()`;

describe.each(schemes)('in the %s scheme', (value) => {
  it.each(['class.html', 'class.html#student-2', 'class.html#student-3'])('%s can be read', async (file) => {
    await open(file, widths.desk, [{ name: 'prefers-color-scheme', value }]);
    const all = await page.evaluate<readonly number[]>(contrasts);
    expect(all.length).toBeGreaterThan(20);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(4.5);
    await keep(`${value}-${file.replace(/[^a-z0-9-]/g, '-')}`);
  });

  it('has a paper of that scheme', async () => {
    await open('class.html', widths.desk, [{ name: 'prefers-color-scheme', value }]);
    const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe(value === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
  });
});

it('on paper everybody is there, each on a new page', async () => {
  await open('class.html', widths.desk, [], 'print');
  expect(await page.evaluate(shown)).toEqual(['class', 'student-1', 'student-2', 'student-3', 'student-4']);
  const { data } = await page.send('Page.printToPDF', { printBackground: false });
  const pdf = Buffer.from(String(data), 'base64');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(5);
  if (pictures) await writeFile(join(pictures, 'print.pdf'), pdf);
});

it('holds nothing that runs, asks for nothing, and breaks no rule of its own', async () => {
  await open('class.html#student-4', widths.desk);
  expect(
    await page.evaluate(
      'document.scripts.length + document.querySelectorAll("[onload],[onerror],iframe,object,embed,img,link").length',
    ),
  ).toBe(0);
  const urls = page.events
    .filter(({ method }) => method === 'Network.requestWillBeSent')
    .map(({ params }) => (params['request'] as { url: string }).url);
  expect(urls.every((url) => url.startsWith('file://') || url === 'about:blank')).toBe(true);
  const complaints = page.events.filter(({ method }) =>
    ['Log.entryAdded', 'Runtime.exceptionThrown', 'Page.javascriptDialogOpening'].includes(method),
  );
  expect(complaints).toEqual([]);
});
