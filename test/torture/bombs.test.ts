import { describe, expect, it } from 'vitest';
import { createFileTools } from '../../src/files/index.js';
import { bombFates } from '../support/bomb-fates.js';
import { calendarWith, endlessPdf, growing, laughs, OFFICE_TYPES, officeBomb, PDF_BOMBS, packedMuch } from '../support/bombs.js';
import { watchChildren } from '../support/watch-children.js';
import { tell } from './form.js';

const MB = 1024 * 1024;
/** With the limits that hold: 15 seconds and 300 MB. */
const tools = createFileTools({ reader: { execArgv: ['--import', 'tsx'] } });
const fate = bombFates(tools);
/** It is looked at 40 times a second, and grows in between. */
const MEMORY_MAX = 450;
const TIME_MAX = 18;

/** What becomes of a bomb, while the process that reads it keeps to its limits. */
async function stopped<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { result, megabytes, seconds } = await watchChildren(work);
  tell(`${name}: ${JSON.stringify(result)}, at most ${megabytes.toFixed(0)} MB, ${seconds.toFixed(1)} s`);
  expect(megabytes).toBeLessThan(MEMORY_MAX);
  expect(seconds).toBeLessThan(2 * TIME_MAX);
  return result;
}

describe('with the limits that hold', () => {
  it.each(OFFICE_TYPES)('a %s that hides how large it is, or laughs, is given up', async (type) => {
    const hidden = await stopped(`${type} that hides its size`, () => fate.file(type, growing(type, 5000)));
    expect(hidden[0]).toMatch(/failed|slow/);
    expect((await stopped(`${type} that laughs`, () => fate.file(type, officeBomb(type, { holds: laughs(type) }))))[0]).toBe('text');
    // As much as the list of contents may say, so that only the process that reads it has limits.
    const much = packedMuch(190, { piece: '<a:t>&amp;<', before: '<w:t>' });
    const padding = { bytes: Buffer.alloc(2 * MB, 7), size: 2 * MB };
    const bytes = officeBomb(type, { holds: '', packed: much }, [{ name: 'x/media.bin', holds: '', packed: padding }]);
    for (const found of await stopped(`${type} as large as it may say`, () => fate.file(type, bytes)))
      expect(found).toMatch(/failed|slow|text|same/);
  });

  it.each(Object.keys(PDF_BOMBS) as readonly (keyof typeof PDF_BOMBS)[])('a PDF of %s is refused or given up', async (name) => {
    const bytes = PDF_BOMBS[name]();
    expect(bytes.byteLength).toBeLessThan(3 * MB);
    for (const found of await stopped(`PDF of ${name}`, () => fate.file('pdf', bytes)))
      expect(found).toMatch(/scanned|text|failed|slow|same/);
  });

  it('a PDF that goes on for ever, a calendar and a table are stopped', async () => {
    // Either its time or its memory ends first.
    expect((await stopped('endless PDF', () => fate.file('pdf', endlessPdf(27))))[0]).toMatch(/failed|slow/);
    expect(await stopped('calendar', () => fate.calendar(calendarWith(`SUMMARY${';A=b'.repeat(2 * MB)}:x`)))).toMatch(/broken|slow/);
    for (const line of ['X:1\n'.repeat(2 * MB), `CATEGORIES:${'a,'.repeat(4 * MB)}`])
      expect(await stopped('calendar', () => fate.calendar(calendarWith(line)))).toMatch(/broken|slow|entries/);
    for (const text of [`a,b,c\n${',\n'.repeat(4 * MB)}`, ','.repeat(9 * MB), `"${'x\n'.repeat(4 * MB)}`, '\r'.repeat(9 * MB)])
      expect(await stopped('table', () => fate.csv(text))).toMatch(/broken|large|slow/);
  });
});
