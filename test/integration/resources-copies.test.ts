import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { FormValues } from '../../src/core/message.js';
import { after, HOUR } from '../../src/core/time.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { EditionId, ResourceId } from '../../src/features/resources/types.js';
import { deleteResources } from '../../src/features/resources/withdraw.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { type FileType, MEDIA_TYPES } from '../../src/ports/files.js';
import { typeset } from '../../src/print/typeset.js';
import { zipped } from '../support/documents.js';
import { hashesIn, type openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { type Person, textOf, type World } from '../support/world.js';

const NAME = 'Zainab Kareem';
let world: World;
let place: ReturnType<typeof openFolder>;
let isAway: boolean;
let zainab: Person;
let boss: Person;
let member: MemberId;

beforeEach(async () => {
  isAway = false;
  ({ world, place } = await createFilesWorld(() => isAway, { publicUrl: 'https://chat.example.org' }));
  member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  [zainab, boss] = [world.person('zainab'), world.person('haneen')];
});
afterEach(async () => {
  await world.close();
  place.close();
});

const store = () => resourcesStore(world.contexts.autocommit.tx);
const DETAILS: FormValues = { sectors: [], organisation: '', publishedOn: '', sharing: ['free'], visibility: ['public'] };

/** A resource with a file, handed in for everyone and accepted. */
async function publish(type: FileType, bytes: Uint8Array): Promise<{ readonly id: ResourceId; readonly edition: EditionId }> {
  await zainab.submit('resources:add:0', { title: 'Guide', summary: 'Good', kind: ['guide'], language: ['en'], link: '' });
  const [{ id } = { id: 0 as ResourceId }] = await store().ofMember(member);
  const file = { name: `guide.${type}`, mediaType: MEDIA_TYPES[type], bytes };
  await zainab.submit(`resources:file:${id}`, { file, language: ['en'] });
  await zainab.submit(`resources:details:${id}`, DETAILS);
  await zainab.pressAnyway(`resources:send:${id}`);
  await world.runner.runDue();
  const { version } = (await store().find(id)) ?? { version: 0 };
  await boss.pressAnyway(`resources:approve:${id}.${version}`);
  await world.runner.runDue();
  const [{ id: edition } = { id: 0 as EditionId }] = await store().editionsOf([id]);
  return { id, edition };
}
const get = (path: string): Promise<Response> =>
  Promise.resolve(
    createPageRoutes({
      features: world.contexts.autocommit.features,
      contexts: world.contexts,
      origins: () => ['https://chat.example.org'],
      clock: world.clock,
      logger: world.contexts.autocommit.logger,
      newReference: () => 'X',
    }).request(`/p/resources/${path}`, { headers: { host: 'chat.example.org' } }),
  );

it('people outside get a file without its author’s name; members get it as it was sent, and its contributor is told', async () => {
  const [bytes = new Uint8Array()] = typeset([{ template: `#set document(author: "${NAME}")\nHotline`, data: {} }]);
  const { id, edition } = await publish('pdf', bytes);
  const outside = Buffer.from(await (await get(`file/${edition}`)).arrayBuffer()).toString('latin1');
  expect(outside).toContain('%PDF');
  expect(outside).not.toContain('Zainab');
  const got = await zainab.pressAnyway(`resources:get:${edition}`);
  expect(got.type === 'message' && Buffer.from(got.message.files?.[0]?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
  expect(zainab.received().join()).toContain('People outside get what you added without the author’s name');
  expect(textOf(await boss.type(`/resources show ${id}`))).toContain('people outside get a copy without the author’s name');
  expect(await hashesIn(place.blobs)).toHaveLength(2);
  expect(await world.contexts.autocommit.blobUses.total()).toMatchObject({ count: 2 });
});

it('what cannot be looked through is not given until an organiser agrees', async () => {
  const bytes = zipped({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:p/>', 'word/embeddings/oleObject1.bin': NAME });
  const { id, edition } = await publish('docx', bytes);
  expect(zainab.received().join()).toContain('I couldn’t look through your file');
  expect(
    world.sent
      .filter(({ to }) => to.includes('organisers'))
      .map(({ text }) => text)
      .join(),
  ).toContain('Please open it and decide');
  expect((await get(`file/${edition}`)).status).toBe(404);
  expect(await (await get(`show/${id}?language=en`)).text()).toContain('this file isn’t ready yet');
  expect(textOf(await boss.type('/resources check'))).toContain('A file that waits for a decision');
  expect(textOf(await zainab.pressAnyway(`resources:give:${edition}`))).toContain('This is for organisers');
  expect(textOf(await boss.pressAnyway(`resources:give:${edition}`))).toContain('People outside get this file as it is');
  expect((await get(`file/${edition}`)).status).toBe(200);
  expect(textOf(await boss.pressAnyway(`resources:give:${edition}`))).toContain('changed this meanwhile');
});

it('text is given as it is, and what is for members alone is not copied', async () => {
  const { id, edition } = await publish('txt', new TextEncoder().encode('Call 123'));
  expect((await get(`file/${edition}`)).status).toBe(200);
  expect(await (await get(`show/${id}?language=en`)).text()).toContain('href="../file/1"');
  await zainab.submit('resources:add:0', { title: 'Other', summary: 'Good', kind: ['guide'], language: ['en'], link: '' });
  const [{ id: other } = { id: 0 as ResourceId }] = await store().ofMember(member);
  const bytes = new TextEncoder().encode('Call 456');
  await zainab.submit(`resources:file:${other}`, { file: { name: 'a.txt', mediaType: 'text/plain', bytes }, language: ['en'] });
  await zainab.pressAnyway(`resources:send:${other}`);
  await world.runner.runDue();
  expect(await store().copiesOf(other)).toEqual(new Map());
});

it('whoever asks while the place for files is away reads that, and when to come back', async () => {
  const { edition } = await publish('txt', new TextEncoder().encode('Call 123'));
  isAway = true;
  const answer = await get(`file/${edition}?language=en`);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '300']);
  expect(await answer.text()).toContain('I can’t reach the files right now. Please try again in a few minutes.');
});

it('a copy goes with its resource', async () => {
  const [bytes = new Uint8Array()] = typeset([{ template: `#set document(author: "${NAME}")\nHotline`, data: {} }]);
  const { id } = await publish('pdf', bytes);
  await zainab.pressAnyway(`resources:withdraw-yes:${id}`);
  await world.contexts.transaction((context) => deleteResources(context, [id]));
  expect(await world.contexts.autocommit.blobUses.sizeOf(member)).toBe(0);
  expect(await world.contexts.autocommit.blobUses.known()).toHaveLength(2);
  world.clock.set(after(world.clock.now(), 3 * HOUR));
  await world.runner.runDue();
  expect(await world.contexts.autocommit.blobUses.known()).toEqual([]);
});
