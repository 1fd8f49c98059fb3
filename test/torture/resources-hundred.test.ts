import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readerOf } from '../../src/cli/folder-import.js';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { resourcesFolderImport } from '../../src/features/resources/bulk/folder-import.js';
import { search } from '../../src/features/resources/search.js';
import { createFileTools } from '../../src/files/index.js';
import { readOffice } from '../../src/files/read/documents.js';
import { readPdf } from '../../src/files/read/pdf.js';
import type { BlobStore } from '../../src/ports/blobs.js';
import type { FileTools } from '../../src/ports/files.js';
import { documentWith } from '../support/documents.js';
import { openFolder } from '../support/files.js';
import { startS3 } from '../support/s3.js';
import { engines } from '../support/store.js';
import { createWorld, type World } from '../support/world.js';

const TYPES = ['pdf', 'docx', 'pptx', 'xlsx', 'odt'] as const;
/** So many of each type in each language. */
const EACH = 7;
const WORDS = {
  en: ['hotline', 'referral', 'shelter', 'consent', 'survivor', 'coalition', 'mediation'],
  // Two have the ligature lam-alef, which comes out of a PDF in the wrong order.
  ar: ['إحالة', 'الملاجئ', 'الموافقة', 'ناجية', 'تحالف', 'سلامة', 'مناصرة'],
  ckb: ['ڕەوانەکردن', 'پەناگە', 'ڕەزامەندی', 'لاپەڕە', 'هاوپەیمانی', 'نێوبژیوانی', 'داکۆکی'],
} as const satisfies Readonly<Record<Language, readonly string[]>>;
const SEARCHED = { ...WORDS, ar: ['احاله', 'ملاجئ', 'مُوَافَقَة', 'ناجيه', 'تحالف', 'السلامه', 'مناصرة'] } as const;
const FILLER = {
  en: 'This page tells how it is done.',
  ar: 'تشرح هذه الصفحة كيف يتم ذلك.',
  ckb: 'ئەم لاپەڕەیە دەڵێت چۆن دەکرێت.',
} as const;

interface Wanted {
  readonly title: string;
  readonly words: string;
}

let folder: string;
const lines = ['file,title,summary,kind,language'];
const wanted: Wanted[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hundred-'));
  for (const type of TYPES) {
    for (const language of LANGUAGES) {
      for (let index = 0; index < EACH; index += 1) {
        const [name, number] = [`${type}-${language}-${index}`, `${TYPES.indexOf(type) + 1}${LANGUAGES.indexOf(language) + 1}${index + 1}`];
        const text = `${FILLER[language]} ${WORDS[language][index]} ${number}`;
        writeFileSync(join(folder, `${name}.${type}`), await documentWith(type, text));
        lines.push(`${name}.${type},${name},One of many,guide,${language}`);
        wanted.push({ title: name, words: `${SEARCHED[language][index]} ${number}` });
      }
    }
  }
  expect(wanted.length).toBeGreaterThan(100);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same readers, without a process for each document: that is tested where the limits are. */
const textOf: FileTools['textOf'] = async (type, bytes) => {
  if (type === 'pdf') return { type: 'text', parts: await readPdf(bytes) };
  if (type === 'docx' || type === 'pptx' || type === 'xlsx' || type === 'odt')
    return { type: 'text', parts: await readOffice(type, bytes) };
  throw new Error(`no ${type} here`);
};

describe.each(engines())('on $name', ({ name, open }) => {
  let world: World;
  let place: { readonly blobs: BlobStore; readonly close: () => void | Promise<void> };
  beforeEach(async () => {
    // One of them keeps its files in a folder, the other one in a bucket.
    place = name === 'SQLite' ? openFolder() : await startS3();
    world = await createWorld({ open, blobs: place.blobs, files: { ...createFileTools(), textOf } });
  });
  afterEach(async () => {
    await world.close();
    await place.close();
  });

  it('a hundred documents of five types in three languages are found by a word inside them', async () => {
    const { report, rejected } = await resourcesFolderImport.importFolder(
      world.contexts.autocommit,
      new TextEncoder().encode(lines.join('\n')),
      {
        dryRun: false,
        approve: true,
        language: 'en',
        fileOf: readerOf(folder),
        onProgress: () => {},
      },
    );
    expect(rejected, report.join('\n')).toBe(0);
    await world.runner.runDue();
    const context = world.contexts.autocommit;
    for (const { title, words } of wanted) {
      const { hits, total } = await search(context, 'members', 'en', words, 0);
      expect([total, hits[0]?.resource.title, hits[0]?.context?.where.in], words).toEqual([1, title, 'file']);
    }
  }, 300_000);
});
