import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { MEDIA_TYPES } from '../../src/ports/files.js';
import { documentWith } from '../support/documents.js';
import { hashesIn, type openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { lockedPdf } from '../support/locked-pdf.js';
import { insertResource } from '../support/resources.js';
import { type Person, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let zainab: Person;

beforeEach(async () => {
  ({ world, place } = await createFilesWorld(() => false));
  const id = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  zainab = world.person('zainab');
  await insertResource(world.contexts.autocommit, id, { title: 'Referral guide' });
});
afterEach(async () => {
  await world.close();
  place.close();
});

const ADD = { title: 'Guide', summary: 'x', kind: ['guide'], language: ['en'], link: '' };
const rows = () => world.store.database.db.withTables<ResourcesTables>();

it.each([
  ['10,000 letters', 'a'.repeat(10_000), /shorter|at most 70|70 characters/],
  ['10,000 characters of many words', 'guide '.repeat(1_700), /shorter|at most 70|70 characters/],
  ['quotation marks alone', '""', /Nothing found/],
  ['signs alone', '* ( ) | & ! <->', /Nothing found/],
  ['operators alone', 'OR AND NOT', /Nothing found/],
  ['a filter without a value', 'kind: lang: sector: org:', /Nothing found/],
  ['a filter that nothing has', 'kind:poem', /Nothing found/],
])('a search of %s is answered with a sentence', async (_, query, sentence) => {
  const told = textOf(await zainab.type(`/resources search ${query}`));
  expect(told).toMatch(sentence);
  expect(told.length).toBeLessThan(2000);
  // The next one works as before.
  expect(textOf(await zainab.type('/resources search referral'))).toContain('1 found');
});

it('a PDF with a password, or of which a part is missing, is refused with what to do, and nothing of it stays', async () => {
  await zainab.submit('resources:add:0', ADD);
  const { id } = await rows().selectFrom('resources').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  const give = async (bytes: Uint8Array) =>
    textOf(
      await zainab.submit(`resources:file:${id}`, { file: { name: 'guide.pdf', mediaType: MEDIA_TYPES.pdf, bytes }, language: ['en'] }),
    );
  expect(await give(lockedPdf('secret'))).toContain('save it without one and send it again');
  expect(await hashesIn(place.blobs)).toEqual([]);
  expect(await rows().selectFrom('resource_editions').selectAll().where('resource_id', '=', id).execute()).toEqual([]);
  const whole = await documentWith('pdf', 'The hotline answers at night');
  expect(await give(whole.subarray(0, 500))).toContain('save it again and send it once more');
  expect(await hashesIn(place.blobs)).toEqual([]);
  expect(await give(whole)).toContain('The file is here');
}, 60_000);
