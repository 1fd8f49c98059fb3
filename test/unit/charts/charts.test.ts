import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { type BarsChart, type ColumnsChart, drawCharts, type GridChart } from '../../../src/charts/index.js';
import { png } from '../../../src/charts/png.js';
import { svg } from '../../../src/charts/svg.js';
import { createInlineCompute } from '../../../src/compute/host.js';
import { directionOf, LANGUAGES, type Language } from '../../../src/core/language.js';
import { calendarNames } from '../../../src/language/index.js';

const WORDS = {
  en: { done: 'Held', coming: 'To come', goal: 'Quota' },
  ar: { done: 'عُقدت', coming: 'قادمة', goal: 'الحصة الشهرية' },
  ckb: { done: 'باس کراون', coming: 'لە ڕێگەدان', goal: 'پشکی مانگانە' },
} as const;

function months(language: Language): ColumnsChart {
  return {
    type: 'columns',
    title: `Topics <2026> & ${WORDS[language].goal}`,
    direction: directionOf(language),
    columns: calendarNames(language).months.map((label, index) => ({
      label,
      done: index < 9 ? (index % 4) + 1 : 0,
      coming: index === 9 ? 2 : 0,
      goal: index < 10 ? 2 : null,
    })),
    words: WORDS[language],
  };
}

function sectors(language: Language): BarsChart {
  return {
    type: 'bars',
    title: WORDS[language].done,
    direction: directionOf(language),
    bars: [
      { label: 'حماية </svg> &\u202e\u0000\u2069 ڕێگری', value: 3 },
      { label: 'Water', value: 0 },
      { label: 'A sector with a name that is longer than anything that would fit', value: 12 },
    ],
  };
}

function grid(language: Language): GridChart {
  return {
    type: 'grid',
    title: WORDS[language].goal,
    direction: directionOf(language),
    columns: ['English', 'العربية', 'کوردی'],
    rows: [
      { label: 'حماية </svg> &\u202e ڕێگری', values: [31, 7, 1] },
      { label: 'Water', values: [2, 0, 0] },
    ],
    gap: WORDS[language].coming,
  };
}

/** The texts of a drawing with where they begin, from left to right. */
function textsOf(drawing: string): readonly string[] {
  const document = new DOMParser().parseFromString(drawing, 'image/svg+xml');
  return [...document.querySelectorAll('text')].map((element) => {
    const lines = [...element.querySelectorAll('tspan')].map((line) => line.textContent ?? '');
    return lines.length > 0 ? lines.join('\n') : (element.textContent ?? '');
  });
}

const isolated = (text: string | number, language: Language) => `${language === 'en' ? '\u2066' : '\u2067'}${text}\u2069`;

describe.each(LANGUAGES)('a chart in %s', (language) => {
  it('has every label, each isolated in its direction', () => {
    const { months: names } = calendarNames(language);
    const texts = textsOf(svg(months(language)));
    for (const name of names) {
      const [first = '', second] = name.split(' ');
      const lines = second === undefined ? [first] : [first, second];
      expect(texts).toContain(lines.map((line) => isolated(line, language)).join('\n'));
    }
    for (const word of Object.values(WORDS[language])) expect(texts).toContain(isolated(word, language));
    expect(texts).toContain(isolated(months(language).title, language));
    const bars = textsOf(svg(sectors(language)));
    expect(bars).toContain(isolated('حماية </svg> & ڕێگری', language));
    expect(bars).toContain(isolated('A sector with a name that is longer…', language));
    expect(bars).toEqual(expect.arrayContaining([0, 3, 12].map((value) => isolated(value, language))));
    for (const text of [...texts, ...bars]) expect(text).toMatch(/^[\u2066\u2067]/);
  });

  it('has every number of a grid, and a legend only where something is missing', () => {
    const texts = textsOf(svg(grid(language)));
    for (const text of [...grid(language).columns, 'Water', 'حماية </svg> & ڕێگری', 31, 7, 1, 2, 0, WORDS[language].coming]) {
      expect(texts).toContain(isolated(text, language));
    }
    expect(texts.filter((text) => text === isolated(0, language))).toHaveLength(2);
    const full = { ...grid(language), rows: grid(language).rows.slice(0, 1) };
    expect(textsOf(svg(full))).not.toContain(isolated(WORDS[language].coming, language));
    const [first, second] = textsAt(svg(grid(language)), ['English', 'کوردی'], language);
    expect((first ?? 0) < (second ?? 0)).toBe(language === 'en');
  });

  it('begins at the side at which people begin to read', () => {
    const [first, second] = textsAt(svg(months(language)), calendarNames(language).months.slice(1, 3), language);
    expect((first ?? 0) < (second ?? 0)).toBe(language === 'en');
  });

  it('becomes a picture of the right size, quickly', () => {
    const picture = png(svg(months(language)));
    expect(picture.slice(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    const header = new DataView(picture.buffer, picture.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([1350, 600]);
    expect(picture.byteLength).toBeLessThan(200_000);
  });
});

/** How far from the left labels stand. */
function textsAt(drawing: string, labels: readonly string[], language: Language): readonly number[] {
  const document = new DOMParser().parseFromString(drawing, 'image/svg+xml');
  return labels.map((label) => {
    const found = [...document.querySelectorAll('text')].find((element) => element.textContent === isolated(label, language));
    return Number(/translate\(([\d.]+)/.exec(found?.getAttribute('transform') ?? '')?.[1]);
  });
}

it('charts without anything to show are drawn all the same', async () => {
  const drawn = await drawCharts(createInlineCompute(), [
    { name: 'a', chart: { ...months('ar'), columns: [] } },
    { name: 'b', chart: { ...sectors('en'), bars: [] } },
    { name: 'c', chart: { ...grid('ckb'), rows: [], columns: [] } },
  ]);
  expect(drawn.flatMap(({ picture, drawing }) => [picture, drawing]).map(({ name, mediaType }) => [name, mediaType])).toEqual([
    ['a.png', 'image/png'],
    ['a.svg', 'image/svg+xml'],
    ['b.png', 'image/png'],
    ['b.svg', 'image/svg+xml'],
    ['c.png', 'image/png'],
    ['c.svg', 'image/svg+xml'],
  ]);
  expect(drawn[0]?.picture.picture).toEqual({ alt: months('ar').title, width: 1350, height: 600 });
  expect(new TextDecoder().decode(drawn[1]?.drawing.bytes)).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
});
