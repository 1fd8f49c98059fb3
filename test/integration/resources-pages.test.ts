import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { LANGUAGES } from '../../src/core/language.js';
import { type Contexts, keepBlob, storeBlob } from '../../src/feature-api/index.js';
import { useOf } from '../../src/features/resources/editions.js';
import { findingStore, resourcesStore } from '../../src/features/resources/store/index.js';
import { createPageRoutes } from '../../src/http/pages.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { createTestClock } from '../support/clock.js';
import { openFolder } from '../support/files.js';
import { createTestLogger } from '../support/logger.js';
import { aMember } from '../support/records.js';
import { insertResource } from '../support/resources.js';
import { openTestStore, type TestStore } from '../support/store.js';

let store: TestStore;
let place: ReturnType<typeof openFolder>;
let contexts: Contexts;
let member: MemberId;
beforeEach(async () => {
  store = await openTestStore();
  place = openFolder();
  contexts = store.contexts({ blobs: place.blobs, publicUrl: () => 'https://chat.example.org' });
  member = await store.autocommit.members.insert(aMember({ name: 'Zainab Kareem' }));
});
afterEach(async () => {
  await store.close();
  place.close();
});

async function get(path: string): Promise<Response> {
  const origins = () => ['https://chat.example.org'];
  const { features } = contexts.autocommit;
  const routes = createPageRoutes({
    features,
    contexts,
    origins,
    clock: createTestClock(),
    logger: createTestLogger(),
    newReference: () => 'X',
  });
  return routes.request(`/p/resources/${path}`, { headers: { host: 'chat.example.org' } });
}
const text = async (path: string) => withoutDirectionControls(await (await get(path)).text());
const insert = (given: Parameters<typeof insertResource>[2] = {}) =>
  insertResource(contexts.autocommit, member, { visibility: 'public', ...given });

it('shows people outside what is for everyone, light and without a script, in three languages', async () => {
  for (let index = 0; index < 45; index += 1)
    await insert({ title: `Guide ${index} ${'of a long title '.repeat(8)}`, sectors: ['protection'] });
  await insert({ title: 'For members <b>', visibility: 'members' });
  for (const language of LANGUAGES) {
    const page = await text(`centre?language=${language}`);
    expect(page).toContain(`lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}"`);
    expect(page).toContain('Guide 44');
    expect(page).not.toMatch(/<script|Zainab|For members|undefined/);
    expect(page).toContain('content="noindex"');
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
  }
  expect(await text('centre?language=en')).toContain('45 resources');
  expect(await text('centre?language=en&page=2')).toContain('Guide 4 of');
});

it('answers a search with what is for everyone alone', async () => {
  await insert({ title: 'دليل الإحالة', language: 'ar' });
  await insert({ title: 'قائمة الإحالة', visibility: 'members' });
  const page = await text('centre?language=en&q=%D8%A7%D8%AD%D8%A7%D9%84%D9%87');
  expect(page).toContain('1 resource');
  expect(page).toContain('دليل الإحالة');
  expect(page).not.toContain('قائمة');
  expect(await text(`centre?language=en&q=${encodeURIComponent('"><script>')}`)).not.toContain('<script');
});

it('shows one resource with its links and files, and gives the file', async () => {
  const id = await insert({ title: 'Guide', summary: 'Good & short' });
  const bytes = new TextEncoder().encode('What stands in it');
  const blob = await storeBlob(contexts.autocommit, [bytes], 1000);
  const edition = await contexts.transaction(async (context) => {
    const file = { ...blob, name: 'دليل.txt', type: 'txt' } as const;
    const added = await resourcesStore(context.tx).addEdition({ resource: id, language: 'ar', link: null, file, addedAt: context.now });
    await keepBlob(context, blob, { key: useOf(added), member });
    await resourcesStore(context.tx).saveCopy(added, { state: 'same', hash: null, size: null, removed: [] }, context.now);
    return added;
  });
  const page = await text(`show/${id}?language=en`);
  expect(page).toContain('Good &amp; short');
  expect(page).toContain(`href="https://example.org/${id}"`);
  expect(page).toContain(`href="../file/${edition}"`);
  expect(page).toContain('Arabic · TXT · 1 KB');
  const got = await get(`file/${edition}`);
  expect(await got.text()).toBe('What stands in it');
  expect(got.headers.get('content-disposition')).toContain('attachment');
  // Once it is replaced, people outside no longer get it: it may be replaced because nobody should see it.
  const link = { resource: id, language: 'ar', link: 'https://example.org/ar', file: null } as const;
  await contexts.transaction(({ tx, now }) => resourcesStore(tx).addEdition({ ...link, addedAt: now }));
  expect((await get(`file/${edition}`)).status).toBe(404);
});

it('has nothing at the address of what is not for everyone, or is no more', async () => {
  const hidden = await insert({ visibility: 'members' });
  const gone = await insert();
  await contexts.transaction(({ tx }) => resourcesStore(tx).change({ id: gone, version: 2 }, { state: 'withdrawn' }));
  for (const path of [`show/${hidden}`, `show/${gone}`, 'show/0', 'show/x', 'show/99999999999', 'file/1', 'file/x', 'show']) {
    expect((await get(path)).status, path).toBe(404);
  }
});

it('shows a collection that is for everyone with those of its resources that are, in its order', async () => {
  const [first, second] = [await insert({ title: 'First <b>' }), await insert({ title: 'Second' })];
  const inner = await insert({ title: 'Inner', visibility: 'members' });
  const finding = findingStore(contexts.autocommit.tx);
  const { now } = contexts.autocommit;
  const words = { title: 'Training <i>', summary: 'Read these & come.' };
  const id = await finding.insertCollection(member, { ...words, visibility: 'public' }, now);
  await finding.arrange(id, [second, inner, first]);
  const hidden = await finding.insertCollection(member, { ...words, title: 'Committee', visibility: 'members' }, now);
  const centre = await text('centre?language=en');
  expect(centre).toContain(`href="collection/${id}?language=en"><bdi>Training &lt;i&gt;</bdi>`);
  expect(centre).not.toContain('Committee');
  for (const language of LANGUAGES) {
    const page = await text(`collection/${id}?language=${language}`);
    expect(page.indexOf('Second')).toBeLessThan(page.indexOf('First &lt;b&gt;'));
    expect(page).toContain('Read these &amp; come.');
    expect(page).not.toMatch(/<script|Inner|Zainab|undefined/);
    expect(page).toContain('content="noindex"');
  }
  for (const path of [`collection/${hidden}`, 'collection/99', 'collection/0', 'collection/x', 'collection/']) {
    expect((await get(path)).status, path).toBe(404);
  }
});
