import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Direction } from '../core/language.js';
import { cutAtWord } from '../kit/cut-at-word.js';
import type { BarsChart, Chart, ColumnsChart, GridChart } from './types.js';

/** The family's name in its files; see png.ts. */
export const FONT_FAMILY = 'Noto Sans Arabic';

const WIDTH = 900;
const MARGIN = 24;
const FONT_SIZE = 15;
const SMALLEST_SIZE = 10;
const TITLE_SIZE = 20;
/** Where the first line below the title begins. */
const BELOW_TITLE = 64;
/** Room for the numbers beside the columns. */
const AXIS_WIDTH = 24;
const COLUMNS_HEIGHT = 400;
const BAR_HEIGHT = 38;
/** A letter is at most so wide, as a part of the font's size; a server has nothing to measure it with. */
const LETTER_WIDTH = 0.6;
const LABEL_MAX = 40;
const TITLE_MAX = 70;
/** At most so many lines across the picture. */
const LINES_MAX = 6;

/** Room for the names of a grid's columns. */
const COLUMN_NAMES = 40;

const INK = '#22313a';
const FAINT = '#d9e0e3';
const DONE = '#1b6d7a';
const COMING = '#a9d3d8';
const GOAL = '#b3541e';

/** What would reach past a label, and what a picture's text may not hold. */
const UNWRITABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Draws a chart as a text of SVG. In a language from right to left the first column stands at the right. */
export function svg(chart: Chart): string {
  switch (chart.type) {
    case 'columns':
      return drawColumns(chart);
    case 'bars':
      return drawBars(chart);
    case 'grid':
      return drawGrid(chart);
    default:
      return chart satisfies never;
  }
}

function drawColumns({ title, direction, columns, words }: ColumnsChart): string {
  const write = writer(direction);
  const rightToLeft = direction === 'rtl';
  const data = columns.map(({ done, coming, goal }, index) => ({ at: index, done, total: done + coming, goal }));
  const top = Math.max(1, ...data.flatMap(({ total, goal }) => [total, goal ?? 0]));
  const step = Math.ceil(top / LINES_MAX);
  const lines = Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step);
  const labels = columns.map(({ label }) => inTwoLines(label));
  const room = (WIDTH - 2 * MARGIN - AXIS_WIDTH) / Math.max(1, columns.length);
  return finish(
    {
      height: COLUMNS_HEIGHT,
      marginTop: BELOW_TITLE + 60,
      marginBottom: 52,
      marginLeft: rightToLeft ? MARGIN : MARGIN + AXIS_WIDTH,
      marginRight: rightToLeft ? MARGIN + AXIS_WIDTH : MARGIN,
      x: { type: 'band', domain: data.map(({ at }) => at), reverse: rightToLeft, padding: 0.3 },
      y: { domain: [0, top] },
      marks: [
        Plot.gridY(lines, { stroke: FAINT, strokeOpacity: 1 }),
        Plot.axisY(lines, { anchor: rightToLeft ? 'right' : 'left', label: null, tickSize: 0, tickFormat: (line: number) => write(line) }),
        Plot.axisX({
          label: null,
          tickSize: 0,
          lineHeight: 1.25,
          fontSize: sizeFor(labels.flat(), room),
          tickFormat: (at: number) => labels[at]?.map(write).join('\n') ?? '',
        }),
        Plot.barY(data, { x: 'at', y1: 'done', y2: 'total', fill: COMING }),
        Plot.barY(data, { x: 'at', y: 'done', fill: DONE }),
        // A month for which nothing is aimed at and nothing planned is not a failure.
        Plot.text(
          data.filter(({ total, goal }) => total > 0 || goal !== null),
          { x: 'at', y: 'total', text: ({ total }) => write(total), dy: -12, fontWeight: 'bold' },
        ),
        Plot.tickY(
          data.filter(({ goal }) => goal !== null),
          { x: 'at', y: 'goal', stroke: GOAL, strokeWidth: 3, insetLeft: -7, insetRight: -7 },
        ),
        Plot.ruleY([0], { stroke: INK }),
      ],
    },
    {
      title,
      direction,
      legend: [
        [DONE, words.done, 14],
        [COMING, words.coming, 14],
        [GOAL, words.goal, 4],
      ],
    },
  );
}

function drawBars({ title, direction, bars }: BarsChart): string {
  const write = writer(direction);
  const rightToLeft = direction === 'rtl';
  const data = bars.map(({ label, value }, index) => ({ at: index, label: cutAtWord(label, LABEL_MAX), value }));
  const longest = Math.max(1, ...data.map(({ label }) => [...label].length));
  const labels = MARGIN + Math.ceil(longest * FONT_SIZE * LETTER_WIDTH);
  const values = MARGIN + 48;
  return finish(
    {
      height: BELOW_TITLE + Math.max(1, data.length) * BAR_HEIGHT + MARGIN,
      marginTop: BELOW_TITLE,
      marginBottom: MARGIN,
      marginLeft: rightToLeft ? values : labels,
      marginRight: rightToLeft ? labels : values,
      x: { axis: null, domain: [0, Math.max(1, ...data.map(({ value }) => value))], reverse: rightToLeft },
      y: { type: 'band', domain: data.map(({ at }) => at), padding: 0.3 },
      marks: [
        Plot.axisY({
          anchor: rightToLeft ? 'right' : 'left',
          label: null,
          tickSize: 0,
          tickFormat: (at: number) => write(data[at]?.label ?? ''),
        }),
        Plot.barX(data, { x: 'value', y: 'at', fill: DONE }),
        Plot.text(data, {
          x: 'value',
          y: 'at',
          text: ({ value }) => write(value),
          dx: rightToLeft ? -10 : 10,
          textAnchor: rightToLeft ? 'end' : 'start',
          fontWeight: 'bold',
        }),
        Plot.ruleX([0], { stroke: INK }),
      ],
    },
    { title, direction, legend: [] },
  );
}

function drawGrid({ title, direction, columns, rows, gap }: GridChart): string {
  const write = writer(direction);
  const rightToLeft = direction === 'rtl';
  const names = rows.map(({ label }) => cutAtWord(label, LABEL_MAX));
  const cells = rows.flatMap(({ values }, row) => columns.map((_, column) => ({ row, column, value: values[column] ?? 0 })));
  const most = Math.max(1, ...cells.map(({ value }) => value));
  const longest = Math.max(1, ...names.map((name) => [...name].length));
  const labels = MARGIN + Math.ceil(longest * FONT_SIZE * LETTER_WIDTH);
  const isGap = ({ value }: { readonly value: number }) => value === 0;
  const at = { x: 'column', y: 'row', inset: 2, rx: 4 } as const;
  return finish(
    {
      height: BELOW_TITLE + COLUMN_NAMES + 28 + Math.max(1, rows.length) * BAR_HEIGHT + MARGIN,
      marginTop: BELOW_TITLE + COLUMN_NAMES + 28,
      marginBottom: MARGIN,
      marginLeft: rightToLeft ? MARGIN : labels,
      marginRight: rightToLeft ? labels : MARGIN,
      x: { type: 'band', domain: columns.map((_, column) => column), reverse: rightToLeft },
      y: { type: 'band', domain: rows.map((_, row) => row) },
      marks: [
        Plot.axisX({ anchor: 'top', label: null, tickSize: 0, tickFormat: (column: number) => write(columns[column] ?? '') }),
        Plot.axisY({
          anchor: rightToLeft ? 'right' : 'left',
          label: null,
          tickSize: 0,
          tickFormat: (row: number) => write(names[row] ?? ''),
        }),
        // The number in a cell is readable on its colour, however full it is.
        Plot.cell(
          cells.filter((cell) => !isGap(cell)),
          { ...at, fill: COMING, fillOpacity: ({ value }: { readonly value: number }) => 0.25 + (0.75 * value) / most },
        ),
        Plot.cell(cells.filter(isGap), { ...at, fill: 'white', stroke: GOAL, strokeWidth: 2, strokeDasharray: '4 3' }),
        Plot.text(cells, { x: 'column', y: 'row', text: ({ value }) => write(value), fontWeight: 'bold' }),
      ],
    },
    { title, direction, legend: cells.some(isGap) ? [[GOAL, gap, 4]] : [] },
  );
}

interface Frame {
  readonly title: string;
  readonly direction: Direction;
  /** Colours, what they mean, and how high they are shown. */
  readonly legend: readonly (readonly [string, string, number])[];
}

/** Plots, and writes the title and the legend above it. */
function finish(options: Plot.PlotOptions, { title, direction, legend }: Frame): string {
  const { document } = parseHTML('<!doctype html><html></html>');
  const write = writer(direction);
  const plot = Plot.plot({
    ...options,
    document,
    width: WIDTH,
    style: { background: 'white', color: INK, fontFamily: `${FONT_FAMILY}, sans-serif`, fontSize: `${FONT_SIZE}px` },
  });
  const add = (name: string, attributes: Readonly<Record<string, string | number>>, text = '') => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    plot.append(element);
  };
  const rightToLeft = direction === 'rtl';
  /** A distance from the side at which one begins to read. */
  const at = (distance: number) => (rightToLeft ? WIDTH - distance : distance);
  const anchor = rightToLeft ? 'end' : 'start';
  add(
    'text',
    { x: at(MARGIN), y: 38, 'text-anchor': anchor, 'font-size': TITLE_SIZE, 'font-weight': 700 },
    write(cutAtWord(title, TITLE_MAX)),
  );
  let distance = MARGIN;
  for (const [colour, meaning, height] of legend) {
    add('rect', { x: at(distance) - (rightToLeft ? 14 : 0), y: BELOW_TITLE + (14 - height) / 2, width: 14, height, fill: colour });
    add('text', { x: at(distance + 22), y: BELOW_TITLE + 12, 'text-anchor': anchor, 'font-size': FONT_SIZE }, write(meaning));
    distance += 22 + [...meaning].length * FONT_SIZE * LETTER_WIDTH + 28;
  }
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return plot.outerHTML;
}

/** Isolates each label, so that letters and numbers keep their order whatever stands beside them. */
function writer(direction: Direction): (text: string | number) => string {
  const start = direction === 'rtl' ? '\u2067' : '\u2066';
  return (text) => `${start}${String(text).replace(UNWRITABLE, '')}\u2069`;
}

/** The font's size at which the longest of the labels fits. */
function sizeFor(labels: readonly string[], room: number): number {
  const longest = Math.max(1, ...labels.map((label) => [...label].length));
  return Math.max(SMALLEST_SIZE, Math.min(FONT_SIZE, Math.floor(room / (longest * LETTER_WIDTH))));
}

/** A label of two words, as the names of some months are, in two lines. */
function inTwoLines(label: string): readonly string[] {
  const space = label.indexOf(' ');
  return space < 0 ? [label] : [label.slice(0, space), label.slice(space + 1)];
}
