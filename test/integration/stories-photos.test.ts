import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MemberId, toId } from '../../src/core/ids.js';
import { plain } from '../../src/core/text.js';
import { after, HOUR } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { mergeMembers } from '../../src/features/members/merge.js';
import { partMembers } from '../../src/features/members/parting.js';
import type { MembersTables } from '../../src/features/members/store/tables.js';
import { answerShowing } from '../../src/features/stories/photo/people.js';
import type { StoriesTables } from '../../src/features/stories/store/tables.js';
import { hashesIn, type openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { photoOf } from '../support/photos.js';
import { aMember } from '../support/records.js';
import { costOfClick } from '../support/statements.js';
import { type Person, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
let isAway: boolean;
let browser: ReturnType<typeof guestBrowser>;
let zainab: Person;
let karwan: Person;
let dalia: Person;
let boss: Person;
let author: MemberId;
let other: MemberId;

beforeEach(async () => {
  isAway = false;
  ({ world, place } = await createFilesWorld(() => isAway, { publicUrl: PUBLIC_URL }));
  browser = guestBrowser(world);
  author = await world.addMember({ user: 'zainab', name: 'Zainab Salih' });
  other = await world.addMember({ user: 'karwan', name: 'Karwan Aziz' });
  await world.addMember({ user: 'dalia', name: 'Dalia Hama' });
  await world.addMember({ user: 'haneen', name: 'Haneen', role: 'organiser' });
  [zainab, karwan, dalia, boss] = [world.person('zainab'), world.person('karwan'), world.person('dalia'), world.person('haneen')];
});
afterEach(async () => {
  await world.close();
  place.close();
});

const STORY = { title: 'A safe room', happened: 'We opened it.', changed: 'Women come.', language: ['en'], agreed: ['name', 'page'] };
const PHOTO = { alt: 'Karwan paints a wall', seen: 'karwan', others: ['agreed'] };
const RED = [200, 30, 30] as const;
const rows = () => world.store.database.db.withTables<StoriesTables>();
const newest = () => rows().selectFrom('stories').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();

/** A draft of Zainab's with a photo on which Karwan can be seen. */
async function begin(given: object = {}): Promise<number> {
  await zainab.submit('stories:share:0', STORY);
  const { id } = await newest();
  await attach(id, given);
  return id;
}
const attach = async (id: number, given: object = {}): Promise<string> =>
  textOf(await zainab.submit(`stories:photo:${id}`, { file: photoOf(RED), ...PHOTO, ...given }));
async function publish(id: number): Promise<void> {
  await zainab.pressAnyway(`stories:send:${id}`);
  await boss.pressAnyway(`stories:approve:${id}.${(await newest()).version}`);
  await world.runner.runDue();
}
/** The photos that stand in the channel. */
const standing = () => {
  const gone = new Set(world.fake.removed);
  return world.sent.filter(({ key }, index) => key.startsWith('stories:photo:') && !gone.has(String(index + 1)));
};
const page = (id: number) => browser.get(`${PUBLIC_URL}/p/stories/story/${id}`);
const photoStatus = async (id: number) => (await browser.get(`${PUBLIC_URL}/p/stories/photo/${id}`)).status;
const home = async (person: Person) => {
  const { cards } = await composeHome(world.contexts.autocommit, person.identity);
  return cards.flatMap(({ blocks }) => blocks.flatMap((block) => ('text' in block ? [plain(block.text)] : []))).join('\n');
};
const filesOf = (reply: Awaited<ReturnType<Person['press']>>) => (reply.type === 'message' ? (reply.message.files ?? []) : []);
/** An hour later nothing uses the bytes, and the sweep has run. */
async function sweep(): Promise<void> {
  world.clock.set(after(world.clock.now(), 3 * HOUR));
  await world.runner.runDue();
  world.clock.set(after(world.clock.now(), 3 * HOUR));
  await world.runner.runDue();
}

describe('a photo of a story', () => {
  it('is cleaned, shown once everyone on it agrees, and gone everywhere when one of them takes it back', async () => {
    const id = await begin();
    const said = await attach(id);
    expect(said).toContain('The photo is with your story. I took this out of it: the author’s name, where a picture was taken');
    expect(said).toContain('Photo: Karwan paints a wall');
    expect(said).toContain('Nobody else sees it before they say yes: Karwan Aziz');
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    const [hash = ''] = await hashesIn(place.blobs);
    const kept: Uint8Array[] = [];
    for await (const piece of place.blobs.open(hash)) kept.push(piece);
    expect(Buffer.concat(kept).toString('latin1')).not.toMatch(/Karwan|eXIf/);

    expect(await home(karwan)).not.toContain('you can be seen');
    await publish(id);
    expect(standing()).toEqual([]);
    expect((await page(id)).html).not.toContain('<img');
    expect(await photoStatus(id)).toBe(404);

    expect(await home(karwan)).toContain('tells this story with a photo, and says you can be seen on it');
    expect(textOf(await karwan.type('/stories list'))).toContain('you can be seen on it');
    expect(textOf(await karwan.type('/stories list'))).not.toContain('you can be seen on it');
    expect(filesOf(await karwan.pressAnyway(`stories:photo-see:${id}`))).toHaveLength(1);
    expect(filesOf(await dalia.pressAnyway(`stories:photo-see:${id}`))).toEqual([]);
    expect(textOf(await dalia.pressAnyway(`stories:photo-yes:${id}`))).toContain('isn’t here');

    expect(textOf(await karwan.pressAnyway(`stories:photo-yes:${id}`))).toContain('Thank you');
    await world.runner.runDue();
    expect(standing().map(({ text, message }) => [text, message.files?.[0]?.picture])).toEqual([
      ['A photo of “A safe room”\nsomeone paints a wall', { alt: 'someone paints a wall', width: 60, height: 40 }],
    ]);
    const { html } = await page(id);
    expect(html).toContain(
      `<img class="photo" src="../photo/${id}" alt="someone paints a wall" lang="en" width="60" height="40" loading="lazy"`,
    );
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    expect(await photoStatus(id)).toBe(200);
    isAway = true;
    expect(await photoStatus(id)).toBe(503);
    isAway = false;
    expect(filesOf(await dalia.pressAnyway(`stories:photo-see:${id}`))).toHaveLength(1);
    expect(textOf(await karwan.type('/stories mine'))).toContain('name you or show you');

    expect(textOf(await karwan.pressAnyway(`stories:photo-no:${id}`))).toContain('the photo is deleted');
    expect([(await page(id)).html.includes('<img'), await photoStatus(id)]).toEqual([false, 404]);
    await world.runner.runDue();
    expect(standing()).toEqual([]);
    expect(world.sent.filter(({ key }) => key.includes(':post:'))).toHaveLength(1);
    await sweep();
    expect(await hashesIn(place.blobs)).toEqual([]);
    expect(await attach(id)).toContain('Someone who can be seen on this photo doesn’t agree');
    expect((await newest()).state).toBe('published');
  });

  it('stands in what organisers look at, and they read whether everyone agrees', async () => {
    const id = await begin({ seen: 'karwan, dalia' });
    await zainab.pressAnyway(`stories:send:${id}`);
    const shown = await boss.pressAnyway('stories:show:0', [String(id)]);
    expect(filesOf(shown)).toHaveLength(1);
    expect(textOf(shown)).toContain('Someone who can be seen on it hasn’t answered yet');
    expect(textOf(shown)).toContain('everyone else on it has agreed');
    expect(textOf(shown)).not.toContain('Dalia');
    isAway = true;
    expect(filesOf(await boss.pressAnyway('stories:show:0', [String(id)]))).toEqual([]);
    expect(textOf(await boss.pressAnyway(`stories:photo-see:${id}`))).toContain('I can’t reach the files right now');
    isAway = false;
    await karwan.pressAnyway(`stories:photo-yes:${id}`);
    await dalia.pressAnyway(`stories:photo-yes:${id}`);
    expect(textOf(await boss.pressAnyway('stories:show:0', [String(id)]))).toContain('All members who can be seen on it have agreed');
    await boss.pressAnyway(`stories:approve:${id}.${(await newest()).version}`);
    await world.runner.runDue();
    expect(world.sent.filter(({ key }) => /:post:|photo/.test(key)).map(({ key }) => key.split(':')[1])).toEqual([String(id), 'photo']);
  });

  it('disappears when its story is withdrawn, changed, given back, or its author takes it off', async () => {
    const id = await begin({ seen: '' });
    await publish(id);
    expect(standing()).toHaveLength(1);
    await boss.submit(`stories:comment:${id}.${(await newest()).version}`, { comment: 'When?' });
    await world.runner.runDue();
    expect(standing()).toEqual([]);
    await publish(id);
    expect(standing()).toHaveLength(1);
    await attach(id, { file: photoOf([10, 200, 10]), seen: '' });
    await world.runner.runDue();
    expect([standing(), (await newest()).state]).toEqual([[], 'pending']);
    await publish(id);
    await zainab.pressAnyway(`stories:photo-off:${id}`);
    await world.runner.runDue();
    expect([standing(), (await newest()).state]).toEqual([[], 'published']);
    await attach(id, { seen: '' });
    await publish(id);
    expect(standing()).toHaveLength(1);
    expect(textOf(await zainab.pressAnyway(`stories:withdraw:${id}`))).toContain('Its photo is deleted here');
    await zainab.pressAnyway(`stories:withdraw-yes:${id}`);
    await world.runner.runDue();
    expect([standing(), await photoStatus(id)]).toEqual([[], 404]);
    await sweep();
    expect(await hashesIn(place.blobs)).toEqual([]);
  });

  it('is asked about anew with other words, on the public page, and when somebody else can be seen', async () => {
    const id = await begin();
    await zainab.submit(`stories:agreed:${id}`, { agreed: [] });
    await zainab.submit(`stories:name:${id}`, { person: 'dalia' });
    await publish(id);
    await dalia.pressAnyway(`stories:yes:${id}`);
    await karwan.pressAnyway(`stories:photo-yes:${id}`);
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    await zainab.submit(`stories:agreed:${id}`, { agreed: ['page'] });
    await world.runner.runDue();
    expect(standing()).toEqual([]);
    expect((await page(id)).text).not.toContain('Dalia');
    expect(await home(karwan)).toContain('also outside this community');
    await karwan.pressAnyway(`stories:photo-yes:${id}`);
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    expect(textOf(await zainab.submit(`stories:photo-person:${id}`, { person: 'dalia' }))).toContain('before they say yes: Dalia Hama');
    await world.runner.runDue();
    expect(standing()).toEqual([]);
    await dalia.pressAnyway(`stories:photo-yes:${id}`);
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    await zainab.submit(`stories:write:${id}.en`, { ...STORY, title: 'Another' });
    await publish(id);
    expect(standing()).toEqual([]);
  });

  it('is refused with a sentence, and nothing of it stays', async () => {
    await zainab.submit('stories:share:0', STORY);
    const { id } = await newest();
    const text = { name: 'photo.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('words') };
    expect(await attach(id, { file: text })).toContain('JPEG, PNG or WebP');
    expect(await attach(id, { file: { ...photoOf(RED), name: 'photo.jpg' } })).toContain('ends in .jpg, but inside it is png');
    expect(await attach(id, { file: { ...photoOf(RED), bytes: new Uint8Array(9 * 1024 * 1024) } })).toContain('up to 8 MB');
    const huge = photoOf(RED);
    new DataView(huge.bytes.buffer).setUint32(16, 60_000);
    new DataView(huge.bytes.buffer).setUint32(20, 1_000);
    expect(await attach(id, { file: huge })).toContain('far too large');
    expect(await attach(id, { file: { ...photoOf(RED), bytes: photoOf(RED).bytes.subarray(0, 90) } })).toContain('couldn’t look through');
    expect(await attach(id, { seen: 'karwan, nobody' })).toContain('nobody');
    expect(textOf(await karwan.submit(`stories:photo:${id}`, { file: photoOf(RED), ...PHOTO }))).toContain('isn’t here');
    isAway = true;
    expect(await attach(id)).toContain('I can’t store files right now');
    isAway = false;
    expect(await rows().selectFrom('story_photos').selectAll().execute()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([]);
    expect(textOf(await zainab.pressAnyway(`stories:photo-off:${id}`))).toContain('no photo here');
  });

  it('goes with whoever is erased, and is named in exports', async () => {
    const id = await begin();
    await publish(id);
    await karwan.pressAnyway(`stories:photo-yes:${id}`);
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    expect(JSON.stringify(await exportPersonalData(world.contexts.autocommit, other))).toContain('seenOnStoryPhotos');
    expect(JSON.stringify(await exportPersonalData(world.contexts.autocommit, author))).toContain('"alt":"Karwan paints a wall"');
    await eraseMember(world.contexts.autocommit, other);
    await world.runner.runDue();
    expect([standing(), await photoStatus(id)]).toEqual([[], 404]);
    const third = await world.addMember({ user: 'layla', name: 'Layla Karim' });
    await attach(id, { file: photoOf([1, 2, 3]), alt: 'Layla Karim and a wall', seen: '' });
    await publish(id);
    await eraseMember(world.contexts.autocommit, third);
    await world.runner.runDue();
    expect(standing().map(({ text }) => text)).toEqual(['A photo of “A safe room”\nsomeone and a wall']);
    await eraseMember(world.contexts.autocommit, author);
    await world.runner.runDue();
    expect(standing()).toEqual([]);
    await sweep();
    expect([await hashesIn(place.blobs), await rows().selectFrom('story_photos').selectAll().execute()]).toEqual([[], []]);
    expect(await rows().selectFrom('story_photo_people').selectAll().execute()).toEqual([]);
  });

  it('follows two accounts that become one, and are two again', async () => {
    // Without an account of the same platform.
    const third = await world.store.autocommit.members.insert(aMember({ name: 'Shilan Omar' }));
    const id = await begin({ seen: 'karwan aziz, shilan' });
    await publish(id);
    await karwan.pressAnyway(`stories:photo-yes:${id}`);
    await world.runner.runDue();
    expect(standing()).toEqual([]);
    const join = (one: MemberId, two: MemberId) => world.contexts.transaction((context) => mergeMembers(context, one, two));
    const part = async () => {
      const actor = await boss.member();
      const joined = await world.store.database.db
        .withTables<MembersTables>()
        .selectFrom('joined_members')
        .select('id')
        .executeTakeFirstOrThrow();
      await world.contexts.transaction((context) => partMembers(context, actor, joined.id));
      await world.runner.runDue();
    };
    await join(third, other);
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    await part();
    expect(standing()).toEqual([]);
    const shilan = { ...(await karwan.member()), id: third };
    await world.contexts.transaction((context) => answerShowing(context, shilan, toId(id), 'yes'));
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    await join(author, third);
    await world.runner.runDue();
    expect(standing()).toHaveLength(1);
    await part();
    expect(standing()).toHaveLength(1);
  });

  it('costs no click more than ten statements', async () => {
    const id = await begin({ seen: 'karwan, dalia' });
    await zainab.pressAnyway(`stories:send:${id}`);
    const { version } = await newest();
    for (const click of [
      () => karwan.pressAnyway(`stories:photo-see:${id}`),
      () => karwan.pressAnyway(`stories:photo-yes:${id}`),
      () => boss.pressAnyway('stories:show:0', [String(id)]),
      () => zainab.pressAnyway('stories:show:0', [String(id)]),
      () => boss.pressAnyway(`stories:approve:${id}.${version}`),
      () => dalia.pressAnyway(`stories:photo-yes:${id}`),
      () => dalia.pressAnyway(`stories:photo-no:${id}`),
    ]) {
      expect(await costOfClick(click), click.toString()).toBeLessThanOrEqual(10);
    }
    await attach(id, { file: photoOf([9, 9, 9]), seen: 'karwan' });
    expect(await costOfClick(() => zainab.pressAnyway(`stories:photo-off:${id}`))).toBeLessThanOrEqual(10);
  });
});
