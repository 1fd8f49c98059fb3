import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkClamd } from '../../src/cli/doctor/clamd.js';
import { MudhifError } from '../../src/core/errors.js';
import { fold } from '../../src/core/fold.js';
import { LANGUAGES } from '../../src/core/language.js';
import { toInstant } from '../../src/core/time.js';
import { readMeetingFile } from '../../src/features/events/attendance/files/read.js';
import { readCalendar } from '../../src/features/events/import/read-calendar.js';
import { parseMembersFile } from '../../src/features/members/import/parse.js';
import { readTable } from '../../src/features/members/public.js';
import { unpack } from '../../src/features/resources/bulk/unpack.js';
import { createFileTools } from '../../src/files/index.js';
import { speaker } from '../../src/language/index.js';
import type { FileText, FileType } from '../../src/ports/files.js';
import { EICAR, hasClamd, startClamd } from '../support/clamd.js';
import { documentWith, zipped } from '../support/documents.js';
import { lockedPdf } from '../support/locked-pdf.js';

const FROM_SOURCE = ['--import', 'tsx'];
const tools = createFileTools({ reader: { execArgv: FROM_SOURCE } });
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function refusal(name: string, bytes: Uint8Array, by = tools): Promise<string> {
  try {
    return `taken as ${await by.check({ name, bytes })}`;
  } catch (error) {
    if (error instanceof MudhifError) return error.humanError.key;
    throw error;
  }
}

/** A document that says of its first part that it is as large as `declared`, whatever it is. */
function lyingDocx(text: Uint8Array, declared: number): Uint8Array {
  const packed = deflateRawSync(text, { level: 1 });
  const name = Buffer.from('word/document.xml');
  const whole = zipped({ '[Content_Types].xml': '<Types/>' });
  const directory = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  const end = directory.indexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const start = directory.readUInt32LE(end + 16);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04_03_4b_50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02_01_4b_50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt32LE(start, 42);
  const before = [directory.subarray(0, start), local, name, packed];
  const list = Buffer.concat([directory.subarray(start, end), central, name]);
  const last = Buffer.from(directory.subarray(end));
  last.writeUInt16LE(2, 8);
  last.writeUInt16LE(2, 10);
  last.writeUInt32LE(list.length, 12);
  last.writeUInt32LE(
    before.reduce((sum, part) => sum + part.length, 0),
    16,
  );
  return new Uint8Array(Buffer.concat([...before, list, last]));
}

const textIn = (text: FileText): string => (text.type === 'text' ? fold(text.parts.map((part) => part.text).join(' ')) : text.type);

describe('a file that somebody sends', () => {
  it.each(['pdf', 'docx', 'pptx', 'xlsx', 'odt', 'txt'] as const)(
    'is taken as %s, and read in three languages',
    async (type) => {
      for (const text of ['Referral guide for survivors', 'دليل الإحالة للناجيات', 'ڕێنمایی ڕەوانەکردن بۆ ڕزگاربووان']) {
        const bytes = await documentWith(type, text);
        expect(await tools.check({ name: `Guide.${type.toUpperCase()}`, bytes })).toBe(type);
        const words = fold(text).split(' ');
        const found = textIn(await tools.textOf(type, bytes));
        expect(words.filter((word) => found.includes(word)).length, `${type}: ${found}`).toBeGreaterThanOrEqual(words.length - 1);
      }
    },
    60_000,
  );

  it('is told apart by what is in it, not by its name', async () => {
    const pdf = await documentWith('pdf', 'text');
    expect(await refusal('guide.docx', pdf)).toBe('files.error.extension');
    expect(await refusal('guide.pdf', bytesOf('no PDF at all'))).toBe('files.error.inside');
    expect(await refusal('guide.exe', bytesOf('MZ'))).toBe('files.error.type');
    expect(await refusal('guide.txt', new Uint8Array([0x41, 0, 0x42]))).toBe('files.error.encoding');
    // «دليل» as old Arabic programs write it.
    expect(await refusal('guide.csv', new Uint8Array([0xcf, 0xe1, 0xed, 0xe1]))).toBe('files.error.encoding');
    expect(await refusal('guide.txt', bytesOf('GIF89a\u0001\u0000\u0001\u0000'))).toBe('files.error.inside');
    expect(await refusal('guide', bytesOf('no ending'))).toBe('files.error.type');
    expect(await refusal('guide.txt', new Uint8Array())).toBe('files.error.empty');
    expect(await refusal('notes.markdown', bytesOf('# دليل'))).toBe('taken as md');
    expect(await refusal('photo.jpeg', bytesOf('PK'))).toBe('files.error.broken');
    expect(await refusal('a.zip', zipped({ 'a.txt': 'a' }))).toBe('files.error.type');
  });

  it('that has a password, macros or an archive in it is refused with what to do', async () => {
    const base = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };
    expect(await refusal('a.docx', zipped({ ...base, 'word/vbaProject.bin': 'x' }))).toBe('files.error.macros');
    expect(await refusal('a.docx', zipped({ ...base, 'word/embeddings/all.zip': 'x' }))).toBe('files.error.archive');
    const locked = Buffer.from(zipped(base));
    locked.writeUInt16LE(1, locked.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);
    expect(await refusal('a.docx', new Uint8Array(locked))).toBe('files.error.encrypted');
    expect(await refusal('a.docx', zipped(base).subarray(0, 100))).toBe('files.error.broken');
    const container = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refusal('a.docx', new Uint8Array(container))).toBe('files.error.encrypted');
    const dots = Buffer.from('89504e470d0a1a0a0000000d49484452000075300000753008060000000000000000000000', 'hex');
    expect(await refusal('a.png', new Uint8Array(dots))).toBe('files.error.pixels');
  });

  it('is refused as a PDF that nobody can open without its password, and taken where only its use is limited', async () => {
    expect(await refusal('guide.pdf', lockedPdf('secret'))).toBe('files.error.encrypted');
    const limited = lockedPdf('');
    expect(await refusal('guide.pdf', limited)).toBe('taken as pdf');
    expect(textIn(await tools.textOf('pdf', limited))).toContain('hotline answers');
    // One of which a part did not arrive, and one whose end is only unusual.
    const whole = await documentWith('pdf', 'The hotline');
    expect(await refusal('guide.pdf', whole.subarray(0, 500))).toBe('files.error.broken');
    expect(await refusal('guide.pdf', Buffer.concat([whole, Buffer.alloc(100_000, 10)]))).toBe('taken as pdf');
    // Words about it are no sign of it.
    expect(await refusal('guide.pdf', await documentWith('pdf', 'a /Encrypt in the text'))).toBe('taken as pdf');
  }, 60_000);

  it('that unpacks to far too much is refused before, or given up while it is read', async () => {
    const before = process.memoryUsage.rss();
    const much = new Uint8Array(160 * 1024 * 1024).fill(0x20);
    much.set(bytesOf('<w:document><w:t>'));
    const honest = lyingDocx(much, much.length);
    expect(honest.length).toBeLessThan(1024 * 1024);
    expect(await refusal('a.docx', honest)).toBe('files.error.grows');
    expect(await refusal('a.docx', lyingDocx(bytesOf('x'), 0x7f_ff_ff_ff))).toBe('files.error.grows');
    const lying = lyingDocx(much, 5000);
    expect(await refusal('a.docx', lying)).toBe('taken as docx');
    expect(await tools.textOf('docx', lying)).toEqual({ type: 'failed' });
    expect(process.memoryUsage.rss() - before - much.length).toBeLessThan(50 * 1024 * 1024);
    const crowd = Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`p/${index}`, '']));
    expect(await refusal('a.docx', zipped(crowd))).toBe('files.error.grows');
  });

  it('is not read for longer, or with more memory, than it may take', async () => {
    const bytes = await documentWith('docx', 'text');
    const hasty = createFileTools({ reader: { execArgv: FROM_SOURCE, timeMs: 1 } });
    expect(await hasty.textOf('docx', bytes)).toEqual({ type: 'slow' });
    const small = createFileTools({ reader: { execArgv: FROM_SOURCE, memoryBytes: 1024 } });
    expect(await small.textOf('docx', bytes)).toEqual({ type: 'failed' });
  });

  it('that takes too long to read is refused with that reason, and not as too large or broken', async () => {
    const hasty = createFileTools({ reader: { execArgv: FROM_SOURCE, timeMs: 1 } });
    const archive = zipped({ 'resources.csv': 'file,title' });
    const long = bytesOf(`Name,Join time\n${'Zahra,10:00\n'.repeat(20_000)}`);
    const now = toInstant(Date.parse('2026-12-01T09:00:00Z'));
    const reasons = await Promise.all(
      [
        () => unpack(hasty, archive, ['resources.csv']),
        () => readTable(hasty, archive),
        () => readTable(hasty, long),
        () => parseMembersFile(hasty, long),
        () => readCalendar(hasty, 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', { zone: 'Asia/Baghdad', now }),
      ].map((work) => work().then(String, (error: unknown) => (error instanceof MudhifError ? error.humanError.key : String(error)))),
    );
    expect(new Set(reasons)).toEqual(new Set(['files.error.slow']));
    expect(await readMeetingFile(hasty, long)).toEqual({ problem: { type: 'slow' } });
    for (const language of LANGUAGES) expect(speaker(language).plain('files.error.slow').length).toBeGreaterThan(60);
  });

  it('says where in it its words are, and what it has none of', async () => {
    const slides = await tools.textOf('pptx', await documentWith('pptx', 'Safe & sound'));
    expect(slides).toMatchObject({
      parts: [
        { place: 'slide', number: 1 },
        { place: 'slide', number: 2, text: 'Safe & sound\n' },
        { place: 'notes', number: 2, text: 'Say it slowly\n' },
      ],
    });
    const laughs = zipped({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml':
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document><w:p><w:t>&b; &#x627; end</w:t></w:p></w:document>',
    });
    expect(textIn(await tools.textOf('docx', laughs))).toBe('&b; ا end');
    expect(await tools.textOf('pdf', await documentWith('pdf', ''))).toEqual({ type: 'scanned' });
    expect(await tools.textOf('pdf', bytesOf('%PDF-1.7 broken'))).toEqual({ type: 'failed' });
    expect(await tools.textOf('png', new Uint8Array([1]))).toEqual({ type: 'none' });
    const types: readonly FileType[] = ['txt', 'csv', 'md'];
    for (const type of types) expect(textIn(await tools.textOf(type, bytesOf('كلمة')))).toBe('كلمه');
  });
});

describe.skipIf(!hasClamd())('the virus scanner', () => {
  let daemon: Awaited<ReturnType<typeof startClamd>>;
  beforeAll(async () => {
    daemon = await startClamd({ streamMax: '1M' });
  });
  afterAll(() => daemon.stop());

  it('finds a virus, takes what is clean, and says what is too large', async () => {
    const scanning = createFileTools({ clamd: daemon.socket });
    expect(await refusal('a.txt', bytesOf('a clean text'), scanning)).toBe('taken as txt');
    expect(await refusal('a.txt', bytesOf(EICAR), scanning)).toBe('files.error.virus');
    expect(await refusal('a.txt', new Uint8Array(3 * 1024 * 1024).fill(0x61), scanning)).toBe('files.error.scanner-size');
  });

  it('is looked at by doctor', async () => {
    const states = async (clamd: string | undefined) => (await checkClamd({ CLAMD: clamd })).map(({ state }) => state);
    expect(await Promise.all([states(daemon.socket), states('127.0.0.1:1'), states(undefined)])).toEqual([['ok'], ['wrong'], []]);
  });

  it('that is away lets no file through', async () => {
    expect(await refusal('a.txt', bytesOf('text'), createFileTools({ clamd: '127.0.0.1:1' }))).toBe('files.error.scanner');
  });
});
