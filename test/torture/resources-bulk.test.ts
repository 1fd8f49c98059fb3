import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readerOf } from '../../src/cli/folder-import.js';
import { InputError } from '../../src/core/errors.js';
import type { Attachment } from '../../src/core/message.js';
import { plain } from '../../src/core/text.js';
import { readTable } from '../../src/features/members/public.js';
import { resourcesFolderImport } from '../../src/features/resources/bulk/folder-import.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';
import { zipped } from '../support/documents.js';
import { awayWhen, filesFromSource, hashesIn, openFolder } from '../support/files.js';
import { createWorld, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let folder: string;
let isAway = false;
beforeEach(async () => {
  isAway = false;
  place = openFolder();
  folder = mkdtempSync(join(tmpdir(), 'bulk-'));
  world = await createWorld({
    blobs: awayWhen(place.blobs, () => isAway),
    files: filesFromSource,
  });
  await world.addMember({ user: 'zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
});
afterEach(async () => {
  await world.close();
  place.close();
  rmSync(folder, { recursive: true, force: true });
});

const CLOSED = speaker('en').plain('resources-upkeep.error.closed');
const HEAD = 'file,link,title,summary,kind,language,sectors,organisation,published,sharing,visibility';
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const rows = () => world.store.database.db.withTables<ResourcesTables>();
const run = (lines: readonly string[], given: { dryRun?: boolean; approve?: boolean; head?: string } = {}) =>
  resourcesFolderImport.importFolder(world.contexts.autocommit, new TextEncoder().encode([given.head ?? HEAD, ...lines].join('\n')), {
    dryRun: given.dryRun ?? false,
    approve: given.approve ?? false,
    language: 'en',
    fileOf: readerOf(folder),
    onProgress: () => {},
  });

const GOOD = [
  'guide.txt,,Referral guide,How to refer,guide,en,protection | recovery,Reed House,2025-03-01,credit,public',
  'guide-ar.txt,,Referral guide,كيف نحيل,دليل,العربية,الحماية,,,,',
  ',https://example.org/form,A form,For the first call,form,ar,,,,,',
];

describe('a folder with a list', () => {
  it('is added line by line, translations together, and waits for an organiser', async () => {
    put('guide.txt', 'The hotline answers at night');
    put('guide-ar.txt', 'يجيب الخط الساخن ليلاً');
    const { report, rejected, checked } = await run(GOOD);
    expect(rejected).toBe(0);
    expect(report.join('\n')).toContain('added: 2');
    expect(report.join('\n')).toContain('added as another language: 1');
    expect(checked).toBeUndefined();
    const resources = await rows()
      .selectFrom('resources')
      .select(['id', 'state', 'member_id', 'stays', 'sectors', 'published_on'])
      .execute();
    expect(resources).toEqual([
      { id: 1, state: 'pending', member_id: null, stays: 1, sectors: '["protection","recovery"]', published_on: '2025-03-01' },
      { id: 2, state: 'pending', member_id: null, stays: 1, sectors: '[]', published_on: null },
    ]);
    expect(await hashesIn(place.blobs)).toHaveLength(2);
    expect(textOf(await world.person('haneen').type('/resources review'))).toContain('2 resources are waiting');
    // The same list once more adds nothing.
    expect((await run(GOOD)).report.join('\n')).toContain('here already: 3');
    expect(await rows().selectFrom('resources').selectAll().execute()).toHaveLength(2);
  });

  it('has titles in each language, in one line or in several', async () => {
    put('guide.txt', 'The hotline answers at night');
    put('guide-ar.txt', 'يجيب الخط الساخن ليلاً');
    const head = 'file,title,title_en,العنوان بالعربية,ناونیشان بە کوردی,summary,kind,language';
    const { rejected, report } = await run(
      ['guide.txt,,Referral guide,دليل الإحالة,,How to refer,guide,en', 'guide-ar.txt,دليل الإحالة,,,ڕێبەری ڕەوانەکردن,كيف نحيل,guide,ar'],
      { approve: true, head },
    );
    expect([rejected, report.join('\n')]).toEqual([0, expect.stringContaining('added as another language: 1')]);
    const resources = await rows().selectFrom('resources').select(['title', 'titles']).execute();
    expect(resources.map(({ title, titles }) => [title, JSON.parse(titles ?? '')])).toEqual([
      ['Referral guide', { en: 'Referral guide', ar: 'دليل الإحالة', ckb: 'ڕێبەری ڕەوانەکردن' }],
    ]);
    await world.runner.runDue();
    expect(textOf(await world.person('zainab').type('/resources search ڕێبەری'))).toContain('1 found');
    // Each of them has a limit, and one of them is needed.
    const wrong = await run([`guide.txt,,,${'x'.repeat(151)},,x,guide,en`, 'guide.txt,,,,,x,guide,en'], { head });
    expect(withoutDirectionControls(wrong.report.join('\n'))).toContain('“العنوان بالعربية” is longer than 150 characters');
    // Each is told once.
    expect(wrong.report.join('\n').match(/is longer than/g)).toHaveLength(1);
    expect(withoutDirectionControls(wrong.report.join('\n'))).toContain('“title” is empty');
    // A column in one of the languages is enough.
    expect((await run([], { head: 'link,title (Arabic),summary,kind,language' })).rejected).toBe(0);
    await expect(run([], { head: 'link,summary,kind,language' })).rejects.toMatchObject({
      humanError: { key: 'resources-bulk.error.columns' },
    });
  }, 30_000);

  it('names columns as the list does, and as its reader would where they are missing', async () => {
    const head = 'الرابط,Title (Arabic),الفائدة,Kind,Language,القطاعات,Published';
    const { report } = await run(['nowhere,عنوان,فائدة,party,ar,"الحماية، خياطة",soon', 'https://example.org/a,,فائدة,guide,ar,,'], {
      head,
    });
    const told = withoutDirectionControls(report.join('\n'));
    for (const part of [
      '“الرابط” isn’t the address of a page',
      '“Kind”: I don’t know “party”',
      '“القطاعات”: I don’t know “خياطة”',
      '“Published” isn’t a date',
      '“Title (Arabic)” is empty',
    ])
      expect(told).toContain(part);
    const missing = await run([], { head: 'link,kind' }).then(
      () => undefined,
      (error: unknown) => (error instanceof InputError ? error.humanError : undefined),
    );
    if (!missing) throw new Error('nothing is missing');
    expect(withoutDirectionControls(plain(speaker('ar').phrase(missing)))).toContain('العنوان، الفائدة، اللغة');
  }, 30_000);

  it('has a summary in each language, as the line of each says', async () => {
    put('guide.txt', 'The hotline answers at night');
    put('guide-ar.txt', 'يجيب الخط الساخن ليلاً');
    put('toolkit.txt', 'Questions and answers');
    const { rejected, report } = await run(
      [
        'guide.txt,Referral guide,How to refer a survivor,,,guide,en',
        'guide-ar.txt,Referral guide,كيف نحيل ناجية,,,guide,ar',
        'toolkit.txt,Interview toolkit,,How to listen,چۆن گوێ بگرین,tool,en',
      ],
      { approve: true, head: 'file,title,summary,summary_en,summary_ckb,kind,language' },
    );
    expect([rejected, report.join('\n')]).toEqual([0, expect.stringContaining('added as another language: 1')]);
    const said = await rows().selectFrom('resources').select(['summary', 'summaries']).orderBy('id').execute();
    expect(said.map(({ summary, summaries }) => [summary, JSON.parse(summaries ?? '')])).toEqual([
      ['How to refer a survivor', { ar: 'كيف نحيل ناجية' }],
      ['How to listen', { en: 'How to listen', ckb: 'چۆن گوێ بگرین' }],
    ]);
    await world.runner.runDue();
    // Each of them is found, and the line around the words is the one that has them.
    const found = textOf(await world.person('zainab').type('/resources search ناجيه'));
    expect(found).toContain('In the description:');
    expect(found).toContain('ناجية');
    expect(textOf(await world.person('zainab').type('/resources search survivor'))).toContain('1 found');
    // One in whichever language is enough, and each has a limit.
    const wrong = await run([`guide.txt,A,,,${'x'.repeat(1500)},guide,en`, 'guide.txt,A,,,,guide,en'], {
      head: 'file,title,summary,summary_en,summary_ckb,kind,language',
    });
    expect(withoutDirectionControls(wrong.report.join('\n'))).toContain('“summary_ckb” is longer than');
    expect(withoutDirectionControls(wrong.report.join('\n'))).toContain('“summary” is empty');
    await expect(run([], { head: 'link,title,kind,language' })).rejects.toMatchObject({
      humanError: { key: 'resources-bulk.error.columns' },
    });
  }, 30_000);

  it('is found at once where it is approved, also by the words in its files', async () => {
    put('guide.txt', 'The hotline answers at night');
    put('guide-ar.txt', 'يجيب الخط الساخن ليلاً');
    await run(GOOD, { approve: true });
    await world.runner.runDue();
    const zainab = world.person('zainab');
    expect(textOf(await zainab.type('/resources search hotline'))).toContain('Referral guide');
    expect(textOf(await zainab.type('/resources search الخط'))).toContain('Referral guide');
  });

  it('has no link into the machine or its network', async () => {
    const closed = ['http://localhost.localdomain:8080/admin', 'http://192.168.1.7/x', 'router.lan'];
    const { report, rejected } = await run(closed.map((link, at) => `,${link},Title ${at},x,guide,en,,,,,`));
    expect(rejected).toBe(closed.length);
    expect(report.join('\n').split(CLOSED)).toHaveLength(closed.length + 1);
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
  });

  it('is cleaned for people outside as soon as it is approved', async () => {
    put('guide.txt', 'The hotline answers at night');
    put('guide-ar.txt', 'يجيب الخط الساخن ليلاً');
    await run(GOOD, { approve: true });
    await world.runner.runDue();
    expect(await rows().selectFrom('resource_copies').select('edition_id').orderBy('edition_id').execute()).toEqual([
      { edition_id: 1 },
      { edition_id: 2 },
    ]);
  });

  it('is told line by line that files can’t be stored while their place is away, and can be imported again', async () => {
    put('guide.txt', 'The hotline answers at night');
    put('guide-ar.txt', 'يجيب الخط الساخن ليلاً');
    isAway = true;
    const { report, rejected } = await run(GOOD);
    isAway = false;
    expect(rejected).toBe(2);
    expect(report.join('\n')).toContain('can’t store files right now');
    expect(await hashesIn(place.blobs)).toEqual([]);
    expect((await run(GOOD)).report.join('\n')).toContain('here already: 1');
    expect(await hashesIn(place.blobs)).toHaveLength(2);
  });

  it('is told all faults of each line, and comes back with a column for them', async () => {
    put('virus.pdf', 'no PDF');
    const { report, rejected, checked } = await run([
      'missing.pdf,,Missing,x,guide,en,,,,,',
      '../secret.txt,,Outside,x,guide,en,,,,,',
      'virus.pdf,,Fake,x,guide,en,,,,,',
      ',,,,poem,xx,mining,,yesterday,maybe,all',
      'a.pdf,https://example.org/b,Both,x,guide,en,,,,,',
      ',javascript:alert(1),Script,x,guide,en,,,,,',
      `,https://example.org/c,${'x'.repeat(151)},x,guide,en,,,,,`,
      ',https://example.org/d,=cmd(),x,guide,en,,,,,',
      ',http://www.example.org/d/,Twice,x,guide,en,,,,,',
      ',https://example.org/e,cmd again,x,guide,en,,,,,',
    ]);
    expect(rejected).toBe(7);
    const text = withoutDirectionControls(report.join('\n'));
    expect(text).toContain('2\tnot added\tThere is no file “missing.pdf”');
    expect(text).toContain('3\tnot added\tThere is no file “../secret.txt”');
    expect(text).toContain('it holds something else');
    for (const problem of [
      '“title” is empty',
      '“summary” is empty',
      'I don’t know “poem”',
      '“xx”',
      '“mining”',
      '“maybe”',
      '“all”',
      'isn’t a date',
    ]) {
      expect(text, problem).toContain(problem);
    }
    expect(text).toContain('either a file or a link');
    expect(text).toContain('isn’t the address of a page');
    expect(text).toContain('longer than 150 characters');
    expect(text).toContain('It’s here already: 1 “=cmd()”');
    const table = await readTable(world.contexts.autocommit.files, checked ?? new Uint8Array());
    expect(table[0]?.cells.slice(-2)).toEqual(['result', 'problem']);
    expect(withoutDirectionControls(table[4]?.cells.at(-1) ?? '')).toContain('I don’t know “poem”');
    expect(table[8]?.cells).toContain('=cmd()');
    // What comes back can be corrected and imported again.
    const again = await resourcesFolderImport.importFolder(world.contexts.autocommit, checked ?? new Uint8Array(), {
      dryRun: true,
      approve: false,
      language: 'ar',
      fileOf: readerOf(folder),
      onProgress: () => {},
    });
    expect(again.report.join('\n')).toContain('موجودة من قبل: 3');
  });

  it('changes nothing in a dry run, and is refused whole where it is no such list', async () => {
    put('guide.txt', 'The hotline');
    put('guide-ar.txt', 'الخط');
    expect((await run(GOOD, { dryRun: true })).report.join('\n')).toContain('2\tadded');
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([]);
    await expect(run([], { head: 'name,organisation' })).rejects.toMatchObject({
      humanError: { key: 'resources-bulk.error.columns' },
    });
    const twice = [',https://example.org/d,One,x,guide,en,,,,,', ',http://www.example.org/d/,Two,x,guide,en,,,,,'];
    expect((await run(twice, { dryRun: true })).report.join()).toContain('in this list twice');
    expect((await run([], { head: 'العنوان,الفائدة,النوع,اللغة,الرابط' })).rejected).toBe(0);
  });

  it('is not left by any name or link in it', async () => {
    put('inside.txt', 'yes');
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', 'deep.txt'), 'yes');
    symlinkSync('/etc/passwd', join(folder, 'passwd.txt'));
    const read = readerOf(folder);
    expect(await read('inside.txt')).toBeDefined();
    expect(await read('sub/deep.txt')).toBeDefined();
    for (const name of ['/etc/passwd', '../../etc/passwd', 'passwd.txt', 'sub', '', '.', '..', 'no.txt', 'a\0b']) {
      expect(await read(name), name).toBeUndefined();
    }
  });

  it('has a template that can be imported', async () => {
    for (const language of ['en', 'ar', 'ckb'] as const) {
      const table = await readTable(world.contexts.autocommit.files, await resourcesFolderImport.templateList(language));
      expect(table[0]?.cells).toHaveLength(17);
      const bytes = new TextEncoder().encode(`${table[0]?.cells.join(',')}\n`);
      await expect(
        resourcesFolderImport.importFolder(world.contexts.autocommit, bytes, {
          dryRun: true,
          approve: false,
          language,
          fileOf: readerOf(folder),
          onProgress: () => {},
        }),
      ).resolves.toMatchObject({ rejected: 0 });
    }
  });
});

describe('an archive with a list', () => {
  const pack = (files: Readonly<Record<string, string>>) => ({ name: 'resources.zip', mediaType: 'application/zip', bytes: zipped(files) });
  const LIST = [HEAD, ...GOOD].join('\n');
  const upload = (file: Attachment, mode = '') => world.person('haneen').type(`/resources import ${mode}`.trim(), [file]);

  it('is imported by an organiser, and looked at by another', async () => {
    await world.addMember({ user: 'other', role: 'organiser' });
    const archive = pack({ 'folder/resources.csv': LIST, 'folder/guide.txt': 'The hotline', 'folder/guide-ar.txt': 'الخط' });
    expect(textOf(await upload(archive, 'check'))).toContain('What an import would bring');
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
    expect(textOf(await upload(archive))).toMatch(/added:?\s*2/);
    const member = (await world.person('haneen').member()).id;
    const states = await rows().selectFrom('resources').select(['state', 'member_id']).execute();
    expect(states).toEqual([
      { state: 'pending', member_id: member },
      { state: 'pending', member_id: member },
    ]);
    expect(textOf(await world.person('haneen').pressAnyway('resources:approve:1.3'))).toContain('Another organiser has to look');
    expect(textOf(await world.person('other').pressAnyway('resources:approve:1.3'))).toContain('Accepted');
    expect(textOf(await world.person('zainab').type('/resources import', [archive]))).toContain('organisers');
  });

  it('comes back with what is wrong, and never reaches beyond itself', async () => {
    writeFileSync(join(folder, 'outside.txt'), 'secret');
    const list = `${HEAD}\n${join(folder, 'outside.txt')},,One,x,guide,en,,,,,\n../outside.txt,,Two,x,guide,en,,,,,\n__proto__,,Three,x,guide,en,,,,,`;
    for (const name of ['../evil.txt', 'a/../../evil.txt', '/etc/evil.txt', '..\\evil.txt', 'C:\\evil.txt'])
      expect(textOf(await upload(pack({ 'resources.csv': list, [name]: 'x' }))), name).toContain('isn’t an archive');
    const reply = await upload(pack({ 'resources.csv': list }));
    expect(textOf(reply)).toMatch(/not added:?\s*3/);
    expect(reply.type === 'message' && reply.message.files?.[0]?.name).toBe('resources-checked.xlsx');
  });

  it('gives its files whatever the program that packed it calls them', async () => {
    const list = `${HEAD}\nدليل.txt,,One,x,guide,ar,,,,,\nparts/two.txt,,Two,x,guide,en,,,,,`;
    const { bytes } = pack({ 'الدليل\\resources.csv': list, 'الدليل\\دليل.txt': 'x', 'الدليل\\parts\\two.txt': 'y' });
    // Macs don't say that names are in UTF-8.
    const zip = Buffer.from(bytes);
    for (let at = zip.indexOf('PK\u0001\u0002'); at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 1)) zip.writeUInt16LE(0, at + 8);
    expect(textOf(await upload({ ...pack({}), bytes: new Uint8Array(zip) }))).toMatch(/added:?\s*2/);
  });

  it('is refused where it is none, holds no list, or would grow too large', async () => {
    const text = { name: 'a.zip', mediaType: 'application/zip', bytes: new TextEncoder().encode('no archive') };
    expect(textOf(await upload(text))).toContain('isn’t an archive');
    expect(textOf(await upload({ ...text, bytes: pack({ 'resources.csv': LIST }).bytes.slice(0, 60) }))).toContain('isn’t an archive');
    expect(textOf(await upload(pack({ 'list.csv': LIST })))).toContain('no list in the archive');
    const bomb = pack({ 'resources.csv': LIST, 'a.txt': '0'.repeat(61 * 1024 * 1024) });
    expect(bomb.bytes.byteLength).toBeLessThan(1024 * 1024);
    expect(textOf(await upload(bomb))).toContain('in parts');
    const many = pack({ 'resources.csv': LIST, ...Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`${at}.txt`, 'x'])) });
    expect(textOf(await upload(many))).toContain('in parts');
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
  });
});
