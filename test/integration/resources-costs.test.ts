import { afterEach, beforeEach, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { Attachment } from '../../src/core/message.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { ResourceId } from '../../src/features/resources/types.js';
import { MEDIA_TYPES } from '../../src/ports/files.js';
import { documentWith } from '../support/documents.js';
import type { openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { insertResource } from '../support/resources.js';
import { costOfClick } from '../support/statements.js';
import { aTopic } from '../support/topic-rows.js';
import { type Person, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let zainab: Person;
let boss: Person;
beforeEach(async () => {
  ({ world, place } = await createFilesWorld(() => false));
  const member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  [zainab, boss] = [world.person('zainab'), world.person('haneen')];
  for (const title of ['Referral guide', 'Other guide'])
    await insertResource(world.contexts.autocommit, member, { title, visibility: 'public' });
  await world.store.autocommit.topics.insertTopic(aTopic(world.clock.now(), { state: 'open' }));
  for (const person of [zainab, boss]) await person.type('/resources mine');
});
afterEach(async () => {
  await world.close();
  place.close();
});

const id = toId<ResourceId>('1');
const version = async () => (await resourcesStore(world.contexts.autocommit.tx).find(id))?.version ?? 0;
const pdf = async (text: string): Promise<Attachment> => ({
  name: 'guide.pdf',
  mediaType: MEDIA_TYPES.pdf,
  bytes: await documentWith('pdf', text),
});
const DETAILS = { sectors: ['protection'], organisation: '', publishedOn: '', sharing: ['unknown'], visibility: ['public'] };

it('each click on a resource that everyone sees costs at most ten statements', async () => {
  const approve = async () => boss.pressAnyway(`resources:approve:1.${await version()}`);
  const file = await pdf('The hotline answers at night');
  const other = await pdf('The hotline answers by day');
  for (const [what, click, done] of [
    ['edit', () => zainab.submit('resources:edit:1', { title: 'A guide', summary: 'How to refer.', kind: ['guide'] }), 'A guide'],
    ['approve', approve, 'Accepted'],
    ['titles', () => zainab.submit('resources:titles:1', { en: 'A guide', ar: 'دليل', ckb: '' }), 'guide'],
    ['approve anew', approve, 'Accepted'],
    ['summaries', () => zainab.submit('resources:summaries:1', { en: 'How', ar: 'كيف', ckb: '' }), 'guide'],
    ['approve the summaries', approve, 'Accepted'],
    ['details', () => zainab.submit('resources:details:1', DETAILS), 'guide'],
    ['approve details', approve, 'Accepted'],
    ['link', () => zainab.submit('resources:link:1', { link: 'https://example.org/other', language: ['ar'] }), 'guide'],
    ['approve the link', approve, 'Accepted'],
    ['file', () => zainab.submit('resources:file:1', { file, language: ['en'] }), 'The file is here'],
    ['approve the file', approve, 'Accepted'],
    ['another file', () => zainab.submit('resources:file:1', { file: other, language: ['en'] }), 'The file is here'],
    ['approve many', () => boss.pressAnyway('resources:approve-many:0', ['1']), 'Accepted'],
    ['flag', () => boss.submit('resources:flag:1', { text: 'The number is old' }), ''],
    ['settle', () => boss.pressAnyway('resources:settle:1'), 'guide'],
    ['show', () => boss.pressAnyway('resources:show:1'), 'guide'],
    ['withdraw', () => zainab.pressAnyway('resources:withdraw-yes:1'), ''],
    ['restore', () => zainab.pressAnyway('resources:restore:1'), 'guide'],
    ['approve what is back', approve, 'Accepted'],
    ['remove', async () => boss.submit(`resources:remove:1.${await version()}`, { reason: 'It is old' }), 'guide'],
    ['restore what was removed', () => boss.pressAnyway('resources:restore:1'), 'guide'],
  ] as const) {
    let answer = '';
    const cost = await costOfClick(async () => {
      answer = textOf(await click());
    });
    expect.soft([what, answer]).toEqual([what, expect.stringContaining(done)]);
    // One more brings the reply into the event's row, which the platforms of tests have not written.
    expect.soft([what, cost]).toEqual([what, expect.toSatisfy((count: number) => count <= 11)]);
    await world.runner.runDue();
  }
}, 60_000);
