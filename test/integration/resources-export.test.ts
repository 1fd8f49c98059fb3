import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import { keepBlob, storeBlob } from '../../src/feature-api/index.js';
import { useOf } from '../../src/features/resources/editions.js';
import { nameInArchive } from '../../src/features/resources/rules/file-names.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { ResourceId } from '../../src/features/resources/types.js';
import { awayWhen, openFolder } from '../support/files.js';
import { insertResource } from '../support/resources.js';
import { costOfClick } from '../support/statements.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let zainab: Person;
let isAway = false;
let member: MemberId;
beforeEach(async () => {
  place = openFolder();
  isAway = false;
  world = await createWorld({ blobs: awayWhen(place.blobs, () => isAway) });
  member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  zainab = world.person('zainab');
});
afterEach(async () => {
  await world.close();
  place.close();
});

const add = (given: Parameters<typeof insertResource>[2]) => insertResource(world.contexts.autocommit, member, given);
/** Gives a resource a file in a language. */
async function attach(resource: ResourceId, text: string, language: Language = 'ar') {
  const blob = await storeBlob(world.contexts.autocommit, [new TextEncoder().encode(text)], 20_000_000);
  await world.contexts.transaction(async (context) => {
    const file = { ...blob, name: '../../evil.sh', type: 'txt' } as const;
    const edition = await resourcesStore(context.tx).addEdition({ resource, language, link: null, file, addedAt: context.now });
    await keepBlob(context, blob, { key: useOf(edition), member });
  });
}
async function taken(kind: 'csv' | 'html' | 'zip', words: string, by = zainab) {
  const reply = await by.pressAnyway(`resources:take-${kind}:${words}`);
  const file = reply.type === 'message' ? reply.message.files?.[0] : undefined;
  if (!file) throw new Error(textOf(reply));
  return file;
}

describe('what was found', () => {
  it('is kept as rows that no spreadsheet runs, as far as the reader may see it', async () => {
    await add({
      title: '=HYPERLINK("https://evil.example","form")',
      summary: 'A "form", and\nmore',
      kind: 'form',
      sectors: ['protection'],
    });
    await add({ title: 'Form for organisers', visibility: 'organisers' });
    await zainab.type('/resources search form');
    expect(textOf(await zainab.press('resources:take'))).toContain('1 resource');
    const file = await taken('csv', 'form');
    const text = new TextDecoder().decode(file.bytes);
    expect(file.name).toBe('resources.csv');
    expect(text).toContain('"\'=HYPERLINK(""https://evil.example"",""form"")"');
    expect(text).toContain('"A ""form"", and\nmore"');
    expect(text).not.toContain('organisers');
    expect(strFromU8((await taken('csv', 'form', world.person('haneen'))).bytes)).toContain('Form for organisers');
  });

  it('is kept as a page without a script, in the direction of its language', async () => {
    await add({ title: '<script>alert(1)</script> form', summary: 'x' });
    const file = await taken('html', 'form');
    const text = new TextDecoder().decode(file.bytes);
    expect(text).toContain('dir="ltr"');
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script|undefined/);
  });

  it('is kept in one archive with its files and a page in each language, which lead nowhere else', async () => {
    const id = await add({ title: '../../../etc/passwd', summary: 'form' });
    const other = await add({ title: 'دليل الإحالة', summary: 'form' });
    await attach(id, 'The first file');
    await attach(other, 'The second file');
    await zainab.type('/resources search form');
    const offer = textOf(await zainab.press('resources:take'));
    expect(offer).toContain('2 files take 1 KB in all');
    const archive = unzipSync((await taken('zip', 'form')).bytes);
    expect(Object.keys(archive).sort()).toEqual(
      ['files/1-3-ar-etc-passwd.txt', 'files/2-4-ar-دليل-الإحالة.txt', 'index-ar.html', 'index-ckb.html', 'index.html'].sort(),
    );
    const page = strFromU8(archive['index.html'] ?? new Uint8Array());
    for (const [, path = ''] of page.matchAll(/href="((?:files|index)[^"]*)"/g)) expect(archive[path], path).toBeDefined();
    expect(page).toContain('href="files/1-3-ar-etc-passwd.txt"');
    expect(strFromU8(archive['index-ar.html'] ?? new Uint8Array())).toContain('lang="ar" dir="rtl"');
    expect(strFromU8(archive['files/1-3-ar-etc-passwd.txt'] ?? new Uint8Array())).toBe('The first file');
  });

  it('has room for so much, says what is left out, and does without bytes that are gone', async () => {
    const [large, small] = [await add({ title: 'Form one' }), await add({ title: 'Form two' })];
    await attach(large, 'x'.repeat(9_500_000));
    await attach(small, 'small');
    expect(textOf(await zainab.pressAnyway('resources:take:form'))).toContain('1 file doesn’t fit');
    const archive = unzipSync((await taken('zip', 'form')).bytes);
    expect(Object.keys(archive).filter((name) => name.startsWith('files/'))).toEqual(['files/2-4-ar-Form-two.txt']);
    for await (const { hash } of place.blobs.list()) await place.blobs.remove(hash);
    const without = unzipSync((await taken('zip', 'form')).bytes);
    expect(Object.keys(without)).toEqual(['index.html', 'index-ar.html', 'index-ckb.html']);
    expect(strFromU8(without['index.html'] ?? new Uint8Array())).not.toContain('href="files/');
  });

  it('is no archive while the place for files is away, which is said', async () => {
    await attach(await add({ title: 'Form' }), 'words');
    isAway = true;
    expect(textOf(await zainab.pressAnyway('resources:take-zip:form'))).toContain('can’t reach the files right now');
  });

  it('costs a click no more than any other', async () => {
    await attach(await add({ title: 'Form' }), 'text');
    for (const action of ['take:form', 'take-csv:form', 'take-html:form', 'take-zip:form']) {
      expect(await costOfClick(() => zainab.pressAnyway(`resources:${action}`)), action).toBeLessThanOrEqual(10);
    }
  });
});

it.each(['', '../..', 'C:\\x', '/etc', '\0', '\u202etxt.exe', 'a/b', 'CON', '.'.repeat(300), 'ب'.repeat(300)])(
  'no title leads out of an archive: %j',
  (title) => {
    const name = nameInArchive({ resource: 1, title, language: 'en', type: 'pdf' }, 2);
    expect(name).toMatch(/^files\/1-2-en(?:-[\p{L}\p{N}-]+)?\.pdf$/u);
    expect(name.length).toBeLessThan(80);
  },
);
