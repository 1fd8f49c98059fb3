import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import type { Attachment, FormValues } from '../../src/core/message.js';
import { after, DAY, HOUR } from '../../src/core/time.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import type { Audience } from '../../src/features/resources/rules/words.js';
import { search } from '../../src/features/resources/search.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { MEDIA_TYPES } from '../../src/ports/files.js';
import { documentWith } from '../support/documents.js';
import { hashesIn, type openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { insertResource } from '../support/resources.js';
import { costOfClick } from '../support/statements.js';
import { controlsOf, type Person, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let zainab: Person;
let boss: Person;
let id: MemberId;
let isAway = false;

beforeEach(async () => {
  isAway = false;
  ({ world, place } = await createFilesWorld(() => isAway));
  id = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'karwan', name: 'Karwan' });
  await world.addMember({ user: 'haneen', role: 'organiser' });
  [zainab, boss] = [world.person('zainab'), world.person('haneen')];
});
afterEach(async () => {
  await world.close();
  place.close();
});

const GUIDE = { title: 'Referral guide', summary: 'How to refer survivors in Basra.', kind: ['guide'], language: ['en'], link: '' };
const pdf = async (text: string, name = 'guide.pdf'): Promise<Attachment> => ({
  name,
  mediaType: MEDIA_TYPES.pdf,
  bytes: await documentWith('pdf', text),
});
const rows = () => world.store.database.db.withTables<ResourcesTables>();
const newest = async () =>
  await rows().selectFrom('resources').select(['id', 'version', 'state']).orderBy('id', 'desc').executeTakeFirstOrThrow();
/** What a member adds and hands in; with a file if there is one, else with a link. */
async function handIn(values: FormValues = {}, file?: Attachment, by = zainab): Promise<number> {
  const link = file ? '' : `https://example.org/${Math.random()}`;
  await by.submit('resources:add:0', { ...GUIDE, link, ...values });
  const { id: resource } = await newest();
  if (file) expect(textOf(await by.submit(`resources:file:${resource}`, { file, language: ['en'] }))).toContain('The file is here');
  await by.pressAnyway(`resources:send:${resource}`);
  return resource;
}
const shownTo = async (language: Language, words: string) => {
  const { hits } = await search(world.contexts.autocommit, 'members', language, words, 0);
  return { title: hits[0]?.title.map(({ text }) => text).join(''), context: hits[0]?.context };
};
const accept = async (resource: number) => {
  const { version } = await rows()
    .selectFrom('resources')
    .select('version')
    .where('id', '=', resource as never)
    .executeTakeFirstOrThrow();
  return textOf(await boss.pressAnyway(`resources:approve:${resource}.${version}`));
};
const find = async (words: string, by = zainab) => textOf(await by.type(`/resources search ${words}`));

describe('a resource', () => {
  it('is begun, gets its file, is handed in, accepted, found by a word inside the file, and fetched', async () => {
    expect(textOf(await zainab.type('/resources add'))).toContain('What is it good for?');
    const resource = await handIn({}, await pdf('The hotline answers at night'));
    expect(await find('referral')).toContain('Nothing found');
    expect(textOf(await boss.type('/resources review'))).toContain('1 resource is waiting');
    expect(await accept(resource)).toContain('Accepted');
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('is in the resource centre now');
    const found = await find('hotlin');
    expect(found).toContain('1 found for “hotlin”');
    expect(found).toContain('On page 1 in English:');
    expect(found).toContain('The hotline answers at night');
    const karwan = world.person('karwan');
    expect(textOf(await karwan.type(`/resources show ${resource}`))).toContain('Referral guide');
    const got = await karwan.press('resources:get');
    expect(got.type === 'message' && got.message.files?.[0]?.name).toBe('guide.pdf');
    expect(got.type === 'message' && got.message.files?.[0]?.bytes.byteLength).toBeGreaterThan(1000);
  });

  it('is told plainly that files can’t be stored or fetched while their place is away, and nothing is half stored', async () => {
    const resource = await handIn({}, await pdf('The hotline answers at night'));
    await accept(resource);
    await world.runner.runDue();
    const stored = await hashesIn(place.blobs);
    const editions = () => rows().selectFrom('resource_editions').selectAll().orderBy('id').execute();
    const before = await editions();
    isAway = true;
    const form = { file: await pdf('Other words', 'other.pdf'), language: ['ar'] };
    expect(textOf(await zainab.submit(`resources:file:${resource}`, form))).toContain('can’t store files right now');
    expect(textOf(await world.person('karwan').pressAnyway(`resources:get:${before[0]?.id}`))).toContain('can’t reach the files right now');
    isAway = false;
    expect(await editions()).toEqual(before);
    expect(await hashesIn(place.blobs)).toEqual(stored);
    const got = await world.person('karwan').pressAnyway(`resources:get:${before[0]?.id}`);
    expect(got.type === 'message' && got.message.files?.[0]?.name).toBe('guide.pdf');
    expect(textOf(await zainab.submit(`resources:file:${resource}`, form))).toContain('The file is here');
  });

  it('lends its words to a search that found nothing, but only for those who may find it', async () => {
    await handIn({ title: 'Cholera leaflet' });
    const { id: approved } = await newest();
    await accept(approved);
    await handIn({ title: 'Zubaydah memo' });
    await insertResource(world.contexts.autocommit, id, { title: 'Qarmatian notes', visibility: 'organisers' });
    await insertResource(world.contexts.autocommit, id, { title: 'Hilla hotlines', visibility: 'public' });
    const offered = async (audience: Audience) =>
      Promise.all(
        ['cholira', 'zubaydeh', 'qarmatien', 'hotlinez'].map(
          async (text) => (await search(world.contexts.autocommit, audience, 'en', text, 0)).similar,
        ),
      );
    expect(await offered('public')).toEqual([[], [], [], ['hotlines']]);
    expect(await offered('members')).toEqual([['cholera'], [], [], ['hotlines']]);
    expect(await offered('organisers')).toEqual([['cholera'], [], ['qarmatian'], ['hotlines']]);
  });

  it('says what is missing or wrong, beside the field, and keeps nothing of it', async () => {
    await zainab.submit('resources:add:0', GUIDE);
    const { id: resource } = await newest();
    expect(textOf(await zainab.pressAnyway(`resources:send:${resource}`))).toContain('no file and no link yet');
    const fake = { name: 'guide.pdf', mediaType: 'application/pdf', bytes: new TextEncoder().encode('no PDF') };
    expect(textOf(await zainab.submit(`resources:file:${resource}`, { file: fake, language: ['en'] }))).toContain(
      'it holds something else',
    );
    const large = { ...fake, bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
    expect(textOf(await zainab.submit(`resources:file:${resource}`, { file: large, language: ['en'] }))).toContain('larger than 10 MB');
    expect(textOf(await zainab.submit('resources:add:0', { ...GUIDE, link: 'no link' }))).toContain('link: I don’t understand');
    expect(textOf(await boss.submit(`resources:file:${resource}`, { file: fake, language: ['en'] }))).toContain('isn’t for you');
    expect(await hashesIn(place.blobs)).toEqual([]);
    expect(textOf(await zainab.pressAnyway(`resources:withdraw-yes:${resource}`))).toContain('It’s gone');
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
  });

  it('is looked at again when its contributor changes it, and not decided by what nobody has read', async () => {
    const resource = await handIn();
    const { version } = await newest();
    await zainab.submit(`resources:edit:${resource}`, { ...GUIDE, title: 'Another guide' });
    expect(textOf(await boss.pressAnyway(`resources:approve:${resource}.${version}`))).toContain('changed this meanwhile');
    await accept(resource);
    expect(await find('another')).toContain('1 found');
    await zainab.submit(`resources:link:${resource}`, { link: 'https://example.org/bad', language: ['ar'] });
    expect(await find('another')).toContain('Nothing found');
    expect((await newest()).state).toBe('pending');
  });

  it('is not decided by its own contributor, as long as somebody else can', async () => {
    const resource = await handIn({}, undefined, boss);
    await world.addMember({ user: 'other', role: 'organiser' });
    expect(await accept(resource)).toContain('Another organiser has to look at it');
    expect((await newest()).state).toBe('pending');
    // Its card says so, and offers no decision.
    const decisions = async (person: Person) => {
      const card = await person.pressAnyway(`resources:show:${resource}`);
      const actions = card.type === 'message' ? controlsOf(card.message).map(({ action }) => action) : [];
      return { text: textOf(card), decides: actions.some((action) => /resources:(approve|decline):/.test(action)) };
    };
    expect(await decisions(boss)).toMatchObject({ text: expect.stringContaining('Another organiser has to look at it'), decides: false });
    expect(await decisions(world.person('other'))).toMatchObject({ decides: true });
  });

  it('is declined with a reason, changed, handed in once more, removed, and restored', async () => {
    const resource = await handIn();
    await boss.submit(`resources:decline:${resource}.${(await newest()).version}`, { reason: 'Which year is it from?' });
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('Which year is it from?');
    expect(textOf(await zainab.type('/resources mine'))).toContain('Not accepted');
    await zainab.submit(`resources:details:${resource}`, {
      sectors: ['protection'],
      organisation: 'Reed House',
      publishedOn: '2025-03-01',
      sharing: ['credit'],
      visibility: ['members'],
    });
    await zainab.pressAnyway(`resources:send:${resource}`);
    await accept(resource);
    expect(await find('sector:protection org:"Reed House"')).toContain('1 found');
    expect(textOf(await boss.submit(`resources:remove:${resource}.${(await newest()).version}`, { reason: 'Replaced.' }))).toContain(
      'Removed',
    );
    expect(await find('referral')).toContain('Nothing found');
    expect(textOf(await boss.pressAnyway(`resources:restore:${resource}`))).toContain('It’s back');
    expect(await find('referral')).toContain('1 found');
  });

  it('is not changed while it is removed, so that an organiser brings back what they have read', async () => {
    const resource = await handIn();
    await accept(resource);
    await boss.submit(`resources:remove:${resource}.${(await newest()).version}`, { reason: 'A complaint.' });
    const other = { title: 'Buy my book', summary: 'Now.', kind: ['guide'] };
    expect(textOf(await zainab.submit(`resources:edit:${resource}`, other))).toContain('can’t be changed');
    const link = { link: 'https://example.org/book', language: ['en'] };
    expect(textOf(await zainab.submit(`resources:link:${resource}`, link))).toContain('can’t be changed');
    const file = { file: await pdf('my book'), language: ['en'] };
    expect(textOf(await zainab.submit(`resources:file:${resource}`, file))).toContain('can’t be changed');
    await boss.pressAnyway(`resources:restore:${resource}`);
    expect(await find('referral')).toContain('1 found');
    expect(await find('book')).toContain('Nothing found');
    await world.runUntil(after(world.clock.now(), 3 * HOUR));
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  it('is called by a title of their own for readers of another language', async () => {
    const resource = await handIn();
    expect(textOf(await zainab.pressAnyway(`resources:show:${resource}`))).not.toContain('Titles');
    await zainab.submit(`resources:link:${resource}`, { link: 'https://example.org/ar', language: ['ar'] });
    expect(textOf(await zainab.submit(`resources:titles:${resource}`, { en: '', ar: 'دليل الإحالة', ckb: '' }))).toContain('Saved');
    await accept(resource);
    await boss.type('/profile language ar');
    for (const words of ['احاله', 'referral guide'])
      expect((await shownTo('ar', words)).title, words).toBe(words === 'احاله' ? 'دليل الإحالة' : 'Referral guide');
    expect((await shownTo('en', 'احاله')).title).toBe('دليل الإحالة');
    expect((await shownTo('ar', 'kind:guide')).title).toBe('دليل الإحالة');
    expect((await shownTo('ckb', 'kind:guide')).title).toBe('Referral guide');
    expect(textOf(await boss.pressAnyway(`resources:show:${resource}`))).toContain('دليل الإحالة');
    expect(textOf(await zainab.pressAnyway(`resources:show:${resource}`))).toContain('Referral guide');
    expect(textOf(await zainab.type('/resources show دليل الاحالة'))).toContain('Referral guide');
  });

  it('is not looked for in a sector, kind or language that nobody knows: the search says so', async () => {
    await accept(await handIn());
    const none = await find('sector:gardening kind:guide lang:klingon');
    expect(none).toContain('There’s no such sector, kind or language here: “gardening” and “klingon”.');
    expect(none).not.toContain('all of these words');
    expect(await find('sector:recovery')).not.toContain('no such sector');
    await zainab.type('/profile language ar');
    expect(await find('sector:gardening')).toContain('لا يوجد هنا قطاع أو نوع أو لغة بهذا الاسم: «gardening»');
  });

  it('is described in the language of its readers', async () => {
    const resource = await handIn();
    await zainab.submit(`resources:link:${resource}`, { link: 'https://example.org/ar', language: ['ar'] });
    const saved = await zainab.submit(`resources:summaries:${resource}`, { en: '', ar: 'بمن نتصل للإحالة', ckb: '' });
    expect(textOf(saved)).toContain('Saved');
    expect(textOf(saved)).not.toContain('بمن نتصل');
    await accept(resource);
    await boss.type('/profile language ar');
    expect(textOf(await boss.pressAnyway(`resources:show:${resource}`))).toContain('بمن نتصل للإحالة');
    expect(textOf(await zainab.pressAnyway(`resources:show:${resource}`))).not.toContain('بمن نتصل');
    const { context } = await shownTo('en', 'نتصل');
    expect([context?.where, context?.pieces.map(({ text }) => text).join('')]).toEqual([{ in: 'summary' }, 'بمن نتصل للإحالة']);
    // What was said can be taken back, and is found no more.
    await zainab.submit(`resources:summaries:${resource}`, { en: '', ar: '', ckb: '' });
    await accept(resource);
    expect(await find('نتصل')).toContain('Nothing found');
  });

  it('costs little to decide about', async () => {
    const resource = await handIn();
    const { version } = await newest();
    expect(await costOfClick(() => boss.pressAnyway(`resources:approve:${resource}.${version}`))).toBeLessThanOrEqual(10);
  });

  it('is accepted together with others', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four']) await handIn({ title });
    await boss.type('/resources review');
    const control = boss.control('resources:approve-many');
    const all = control.type === 'select' ? control.options : [];
    const seen = (title: string) => all.find(({ label }) => label.includes(title))?.value ?? '';
    // Nobody has read what its contributor writes meanwhile.
    const four = (await newest()).id;
    await zainab.submit(`resources:edit:${four}`, { ...GUIDE, title: 'Something else' });
    expect(textOf(await boss.press('resources:approve-many', [seen('One'), seen('Two'), seen('Four')]))).toContain('2 accepted');
    expect(textOf(await boss.type('/resources review'))).toContain('2 resources are waiting');
    // As menus of earlier releases say it.
    expect(textOf(await boss.pressAnyway('resources:approve-many:0', ['3']))).toContain('Accepted. It can be found now');
    await world.runner.runDue();
    expect(zainab.received()).toHaveLength(3);
  });

  it('is gone for good after 30 days without its contributor, with the bytes of its file', async () => {
    await world.app.prepare();
    const resource = await handIn({}, await pdf('text'));
    await accept(resource);
    await zainab.pressAnyway(`resources:withdraw-yes:${resource}`);
    expect(await find('referral')).toContain('Nothing found');
    expect(textOf(await zainab.type('/resources mine'))).toContain('it can be restored');
    await world.runUntil(after(world.clock.now(), 29 * DAY));
    // It was accepted before, and is looked at again all the same.
    expect(textOf(await zainab.pressAnyway(`resources:restore:${resource}`))).toContain('it waits for an organiser again');
    expect((await newest()).state).toBe('pending');
    await zainab.pressAnyway(`resources:withdraw-yes:${resource}`);
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    await world.runUntil(after(world.clock.now(), 32 * DAY));
    expect(await rows().selectFrom('resources').selectAll().execute()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  it('shows its contributor and organisers what is the same: bytes, link or nearly the title', async () => {
    const file = await pdf('the same bytes');
    const resource = await handIn({ title: 'Referral pathways for Basra 2025' }, file);
    await accept(resource);
    await zainab.submit('resources:add:0', { ...GUIDE, title: 'Something else' });
    const other = (await newest()).id;
    expect(textOf(await zainab.submit(`resources:file:${other}`, { file, language: ['en'] }))).toContain('is here already');
    const alike = await zainab.submit('resources:add:0', { ...GUIDE, title: 'Referral pathway: Basra, 2025' });
    expect(textOf(alike)).toContain('is here already');
    await accept(await handIn({ title: 'With a link', link: 'https://www.example.org/a/?utm_source=x' }));
    const same = await zainab.submit('resources:add:0', { ...GUIDE, title: 'Linked', link: 'http://example.org/a' });
    expect(textOf(same)).toContain('is here already');
    expect(textOf(await zainab.submit('resources:add:0', { ...GUIDE, title: 'New', link: 'https://example.org/b' }))).not.toContain(
      'already',
    );
  });

  it('is told about when it is outdated, to its contributor once, until that is settled', async () => {
    const resource = await handIn();
    await accept(resource);
    await world.runner.runDue();
    const karwan = world.person('karwan');
    await karwan.submit(`resources:flag:${resource}`, { text: 'The number has changed' });
    await boss.submit(`resources:flag:${resource}`, { text: 'Page 2 is missing' });
    await world.runner.runDue();
    expect(zainab.received().filter((text) => text.includes('outdated or wrong'))).toHaveLength(1);
    expect(textOf(await boss.type('/resources review'))).toContain('outdated or wrong');
    expect(textOf(await karwan.type(`/resources show ${resource}`))).not.toContain('number has changed');
    zainab.lookAtMessages();
    expect(textOf(await zainab.press('resources:settle'))).toContain('that’s settled');
    expect(textOf(await boss.type('/resources review'))).not.toContain('outdated or wrong');
  });

  it('is kept from members where it is for organisers alone', async () => {
    const resource = await handIn();
    await zainab.submit(`resources:details:${resource}`, { organisation: '', sharing: ['unknown'], visibility: ['organisers'] });
    await accept(resource);
    expect(await find('referral', world.person('karwan'))).toContain('Nothing found');
    expect(textOf(await world.person('karwan').type(`/resources show ${resource}`))).toContain('isn’t for you');
    expect(await find('referral', boss)).toContain('1 found');
  });

  it('has no room beyond what one person may keep here', async () => {
    await world.store.autocommit.community.saveSettings({ ...(await world.store.autocommit.community.settings()), storageMegabytes: 20 });
    const big = (sign: number): Attachment => ({
      name: 'a.txt',
      mediaType: 'text/plain',
      bytes: new Uint8Array(9 * 1024 * 1024).fill(sign),
    });
    await handIn({ title: 'One' }, big(65));
    await handIn({ title: 'Two' }, big(66));
    await zainab.submit('resources:add:0', { ...GUIDE, title: 'Three' });
    const { id: third } = await newest();
    expect(textOf(await zainab.submit(`resources:file:${third}`, { file: big(67), language: ['en'] }))).toContain('more than 20 MB here');
    expect(await hashesIn(place.blobs)).toHaveLength(2);
  });
});

describe('a resource whose contributor goes', () => {
  const erase = () => world.contexts.transaction(async (context) => eraseMember(context, id));

  it('goes with them, unless it may stay: then it has no name any more', async () => {
    const kept = await handIn({ title: 'It may stay' }, await pdf('stays'));
    const other = await handIn({ title: 'It goes along' }, await pdf('goes'));
    for (const resource of [kept, other]) await accept(resource);
    await zainab.pressAnyway(`resources:stay:${kept}`);
    await boss.submit(`resources:flag:${kept}`, { text: 'Old' });
    await world.runner.runDue();
    await erase();
    const left = await rows().selectFrom('resources').select(['title', 'member_id']).execute();
    expect(left).toEqual([{ title: 'It may stay', member_id: null }]);
    expect(await find('goes', boss)).toContain('Nothing found');
    expect(await find('stay', boss)).toContain('1 found');
    await world.runUntil(after(world.clock.now(), 3 * HOUR));
    expect(await hashesIn(place.blobs)).toHaveLength(1);
  });

  it('is out of sight while they are away, and back with them', async () => {
    await accept(await handIn());
    await zainab.leave();
    await world.runner.runDue();
    expect(await find('referral', boss)).toContain('Nothing found');
    await zainab.join();
    expect(await find('referral', boss)).toContain('1 found');
  });

  it('comes back as what nobody has looked at, where it was changed after it was accepted', async () => {
    const resource = await handIn();
    await accept(resource);
    await zainab.submit(`resources:edit:${resource}`, { title: 'Buy my book', summary: 'Now.', kind: ['guide'] });
    await zainab.leave();
    await zainab.join();
    expect((await newest()).state).toBe('pending');
    expect(await find('book', boss)).toContain('Nothing found');
  });

  it('is in the copy of what the bot knows about them', async () => {
    const resource = await handIn({}, await pdf('text'));
    await accept(resource);
    const own = await exportPersonalData(world.contexts.autocommit, id);
    expect(own).toMatchObject({
      resources: {
        resources: [{ title: 'Referral guide', state: 'approved', mayStay: false, editions: [{ language: 'en', file: 'guide.pdf' }] }],
      },
    });
  });
});
