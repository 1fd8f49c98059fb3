import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createFileTools } from '../../src/files/index.js';
import { bombFates } from '../support/bomb-fates.js';
import {
  type BombEntry,
  calendarWith,
  endlessPdf,
  growing,
  gzipBomb,
  hugeJpeg,
  hugePng,
  laughs,
  OFFICE_TYPES,
  officeBomb,
  PDF_BOMBS,
  packedMuch,
  pdfOf,
  pdfStream,
  workbookOf,
} from '../support/bombs.js';

const MB = 1024 * 1024;
const FROM_SOURCE = { execArgv: ['--import', 'tsx'] };
/** The same bombs go off sooner here than in test/torture/bombs.test.ts. */
const fate = bombFates(createFileTools({ reader: { ...FROM_SOURCE, memoryBytes: 250 * MB } }));
const hasty = bombFates(createFileTools({ reader: { ...FROM_SOURCE, timeMs: 2500 } }));

describe('an office document that grows a thousandfold', () => {
  it.each(OFFICE_TYPES)('is refused as %s by what it says of itself', async (type) => {
    const bytes = growing(type);
    expect(bytes.byteLength).toBeLessThan(type === 'xlsx' ? 1.6 * MB : 0.8 * MB);
    expect(await fate.file(type, bytes)).toEqual(['files.error.grows']);
  });

  it('and hides it is given up while it is read', async () => {
    expect((await fate.file('docx', growing('docx', 5000)))[0]).toBe('failed');
    expect([await fate.sheet(growing('xlsx')), await fate.sheet(growing('xlsx', 5000))]).toEqual(['large', 'broken']);
  });

  it.each(['docx', 'xlsx', 'odt'] as const)('by entities that laugh is read without them as %s', async (type) => {
    expect((await fate.file(type, officeBomb(type, { holds: laughs(type) })))[0]).toBe('text');
    if (type === 'xlsx') expect(await fate.sheet(officeBomb(type, { holds: laughs(type) }))).toMatch(/rows|broken/);
  });
});

describe('an archive', () => {
  const docx = (...more: readonly BombEntry[]) => officeBomb('docx', { holds: '<w:t>x</w:t>' }, more);
  const list = { name: 'list.csv', holds: 'file,title' };
  const once = packedMuch(1);

  it('in an archive is refused, and what is hidden in another name is not opened', async () => {
    const inner = docx({ name: 'word/media/a.bin', holds: '', packed: packedMuch(150) });
    expect(await fate.file('docx', docx({ name: 'word/embeddings/all.zip', holds: inner }))).toEqual(['files.error.archive']);
    expect(await fate.file('docx', docx({ name: 'word/embeddings/all.bin', holds: inner }))).toEqual(['text', 'failed']);
    // Ten documents, each of which holds ten documents, and so on.
    let nested = docx({ name: 'word/media/a.xml', holds: '', packed: packedMuch(60) });
    for (let depth = 0; depth < 4; depth += 1)
      nested = docx(...Array.from({ length: 10 }, (_, at) => ({ name: `word/embeddings/${at}.docx`, holds: nested })));
    expect(await fate.file('docx', nested)).toEqual(['text', 'failed']);
  });

  it('with entries that share their bytes, too many of them, or names that lead out of it is refused', async () => {
    const sharing = Array.from({ length: 150 }, (_, at) => ({ name: `word/${at}.xml`, holds: 2 }));
    expect(await fate.file('docx', docx({ name: 'word/a.xml', holds: '', packed: once }, ...sharing))).toEqual(['files.error.grows']);
    const empty = { bytes: Uint8Array.of(3, 0), size: 0 };
    for (const count of [5001, 65_000]) {
      const many = Array.from({ length: count }, (_, at) => ({ name: `p/${at}`, holds: '', packed: empty }));
      expect(await fate.file('docx', docx(...many)), String(count)).toEqual(['files.error.grows']);
    }
    for (const name of ['../../evil.xml', '/etc/evil.xml', 'C:/evil.xml', 'word\\..\\evil.xml'])
      expect(await fate.file('docx', docx({ name, holds: 'x' })), name).toEqual(['files.error.broken']);
  });

  it('gives what a link in it says, and not what it leads to', async () => {
    const unpacked = await fate.unpacked([{ name: 'list.csv', holds: '/etc/passwd', mode: 0o120777 }]);
    expect(unpacked.type === 'files' && Buffer.from(unpacked.files[0]?.bytes ?? []).toString()).toBe('/etc/passwd');
  });

  it('of files is refused before it grows, or given up', async () => {
    expect(await fate.unpacked([list, { name: 'a.txt', holds: '', packed: packedMuch(61) }])).toEqual({ type: 'large' });
    expect(await fate.unpacked([list, { name: 'a.txt', holds: '', packed: packedMuch(1500), declared: 100 }])).toEqual({ type: 'broken' });
    const sharing = Array.from({ length: 100 }, (_, at) => ({ name: `${at}.txt`, holds: 1 }));
    expect(await fate.unpacked([list, { name: 'a.txt', holds: '', packed: once }, ...sharing])).toEqual({ type: 'large' });
    const many = Array.from({ length: 300 }, (_, at) => ({ name: `${at}.txt`, holds: 'x' }));
    expect(await fate.unpacked([list, ...many])).toEqual({ type: 'large' });
  });

  it('of as many files as it may hold comes in pieces that the bot has room for', async () => {
    const full = Array.from({ length: 50 }, (_, at) => ({ name: `${at}.txt`, holds: '', packed: packedMuch(1, { before: String(at) }) }));
    const unpacked = await fate.unpacked([list, ...full]);
    expect(unpacked.type === 'files' && [unpacked.names.length, unpacked.files.length]).toEqual([51, 8]);
  });
});

describe('a workbook', () => {
  it('with one cell at the end of the world is given up', async () => {
    expect(await fate.sheet(workbookOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))).toBe('large');
  });

  it('of more text or more cells than a list has is refused', async () => {
    const rows = (count: number, cells: readonly string[]) =>
      Array.from(
        { length: count },
        (_, at) => `<row r="${at + 1}">${cells.map((cell) => cell.replace('#', String(at + 1))).join('')}</row>`,
      ).join('');
    expect(await fate.sheet(workbookOf(rows(20_000, ['<c r="A#" t="s"><v>0</v></c>']), 'long '.repeat(20_000)))).toBe('large');
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `<c r="${letter}#"><v>1</v></c>`);
    expect(await fate.sheet(workbookOf(rows(45_000, letters)))).toBe('large');
  });
});

describe('a PDF', () => {
  it.each(['streams in streams', 'pages without an end'] as const)('of %s is refused or given up', async (name) => {
    for (const found of await fate.file('pdf', PDF_BOMBS[name]())) expect(found).toMatch(/scanned|text|failed|slow|same/);
  });

  it('that goes on for ever is stopped', async () => {
    // Either its time or its memory ends first.
    expect((await hasty.file('pdf', endlessPdf(27)))[0]).toMatch(/slow|failed/);
  });
});

describe('a picture of 900 million dots', () => {
  it('is refused', async () => {
    expect(await fate.file('png', hugePng())).toEqual(['files.error.pixels']);
    for (const hidden of ['plain', 'filled', 'second'] as const)
      expect(await fate.file('jpg', hugeJpeg(hidden)), hidden).toEqual(['files.error.pixels']);
  });
});

describe('a file as large as one may be', () => {
  const noise = new Uint8Array(randomBytes(10 * MB - 4096));

  it('and nothing else is read and cleaned', async () => {
    const docx = officeBomb('docx', { holds: '<w:t>x</w:t>' }, [
      { name: 'docProps/core.xml', holds: '<cp:coreProperties><dc:creator>Z</dc:creator></cp:coreProperties>' },
      { name: 'word/media/a.bin', holds: noise },
    ]);
    expect(await fate.file('docx', docx)).toEqual(['text', expect.stringMatching(/same|cleaned|failed/)]);
    expect(await fate.file('txt', Buffer.from('كلمات '.repeat(900_000)).subarray(0, 10 * MB - 2))).toEqual(['text', 'same']);
    const picture = pdfOf(['<< /Type /Catalog >>', pdfStream('', noise)]);
    for (const found of await fate.file('pdf', picture)) expect(found).toMatch(/scanned|failed|same/);
  });
});

it('what is packed by itself is no file that is taken', async () => {
  const bomb = gzipBomb();
  for (const type of ['txt', 'csv', 'docx', 'pdf'] as const) expect(await fate.file(type, bomb), type).toEqual(['files.error.inside']);
});

it('a calendar or a table that its parser is slow with is given up', async () => {
  expect(await hasty.calendar(calendarWith(`SUMMARY${';A=b'.repeat(2 * MB)}:x`))).toBe('slow');
  expect(await hasty.csv(`a,b,c\n${',\n'.repeat(3 * MB)}`)).toBe('slow');
});
