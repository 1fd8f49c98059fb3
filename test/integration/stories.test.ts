import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { plain } from '../../src/core/text.js';
import { composeHome } from '../../src/dispatch/home.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { storiesStore } from '../../src/features/stories/store/index.js';
import type { StoriesTables } from '../../src/features/stories/store/tables.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { controlsOf, createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let browser: ReturnType<typeof guestBrowser>;
let zainab: Person;
let karwan: Person;
let boss: Person;
let author: MemberId;
let other: MemberId;

beforeEach(async () => {
  world = await createWorld({ publicUrl: PUBLIC_URL });
  browser = guestBrowser(world);
  author = await world.addMember({ user: 'zainab', name: 'Zainab Salih' });
  other = await world.addMember({ user: 'karwan', name: 'Karwan Aziz' });
  await world.addMember({ user: 'haneen', name: 'Haneen', role: 'organiser' });
  [zainab, karwan, boss] = [world.person('zainab'), world.person('karwan'), world.person('haneen')];
});
afterEach(() => world.close());

const STORY = {
  title: 'A safe room in Basra',
  happened: 'Karwan helped us to furnish it.',
  changed: 'Women come, and stay to talk.',
  language: ['en'],
  agreed: ['name', 'page'],
};
const rows = () => world.store.database.db.withTables<StoriesTables>();
const newest = () => rows().selectFrom('stories').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
/** A story of Zainab's that is handed in, and names Karwan if he agrees. */
async function handIn(given: Partial<typeof STORY> = {}, by = zainab): Promise<number> {
  await by.submit('stories:share:0', { ...STORY, ...given });
  const { id } = await newest();
  if (by === zainab) await by.submit(`stories:name:${id}`, { person: 'karwan' });
  await by.pressAnyway(`stories:send:${id}`);
  return id;
}
const seen = async () => {
  const { id, version } = await newest();
  return `${id}.${version}`;
};
const publish = async () => textOf(await boss.pressAnyway(`stories:approve:${await seen()}`));
/** The post as it stands in the channel; empty once it is deleted. */
const posts = (): string => {
  const sent = world.sent.filter(({ key }) => key.includes(':post:'));
  return world.fake.removed.length >= sent.length ? '' : (world.updates.at(-1) ?? sent.at(-1)?.text ?? '');
};
const home = async (person: Person) => {
  const { cards } = await composeHome(world.contexts.autocommit, person.identity);
  return cards.flatMap(({ blocks }) => blocks.flatMap((block) => ('text' in block ? [plain(block.text)] : []))).join('\n');
};

describe('a story', () => {
  it('is offered to its author among the 25 newest, also where an older one names them', async () => {
    const store = storiesStore(world.store.autocommit.tx);
    const story = { member: author, language: 'en', named: true, onPage: true, madeAt: world.clock.now() } as const;
    const first = await store.insert(story);
    await store.saveText(first, { language: 'en', title: 'The oldest', happened: 'x', changed: 'y' });
    for (let more = 0; more < 25; more++) await store.insert(story);
    await rows().updateTable('stories').set({ state: 'published' }).where('id', '=', first).execute();
    await store.list(first, author);
    await store.answer(first, author, 'yes', world.clock.now());
    const reply = await zainab.type('/stories mine');
    expect(textOf(reply)).toContain('Your stories');
    expect(textOf(reply)).not.toContain('The oldest');
    if (reply.type !== 'message') throw new Error(reply.type);
    const menus = controlsOf(reply.message).filter((control) => control.type === 'select');
    expect(menus.map(({ options }) => options.length)).toEqual([25]);
  });

  it('is told, names somebody who agrees, is published, read by everyone, and withdrawn', async () => {
    const id = await handIn();
    expect(await home(karwan)).toContain('would like to name you');
    expect(textOf(await karwan.type('/stories list'))).toContain('would like to name you');
    expect(textOf(await karwan.type('/stories list'))).not.toContain('would like to name you');
    expect(textOf(await boss.type('/stories review'))).toContain('1 story is waiting');
    expect(await publish()).toContain('It’s published');
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('Your story is published');
    expect(posts()).toContain('someone helped us');
    expect(posts()).toContain('Told by');
    expect(posts()).not.toContain('Karwan');
    await karwan.pressAnyway(`stories:yes:${id}`);
    await world.runner.runDue();
    expect(posts()).toContain('Karwan helped us');
    expect(posts()).toContain('Karwan Aziz');
    const page = await browser.get(`${PUBLIC_URL}/p/stories/story/${id}`);
    expect([page.status, page.text.includes('Karwan helped us'), page.html.includes('<script')]).toEqual([200, true, false]);
    expect(textOf(await zainab.type('/stories list'))).toContain('A safe room in Basra');

    await zainab.pressAnyway(`stories:withdraw-yes:${id}`);
    expect((await browser.get(`${PUBLIC_URL}/p/stories/story/${id}`)).status).toBe(404);
    expect((await browser.get(`${PUBLIC_URL}/p/stories/list`)).text).not.toContain('A safe room');
    await world.runner.runDue();
    expect(posts()).toBe('');
    expect(textOf(await zainab.type('/stories mine'))).toContain('Draft: only you see it');
    await zainab.pressAnyway(`stories:withdraw-yes:${id}`);
    expect(await rows().selectFrom('story_texts').selectAll().execute()).toEqual([]);
  });

  it('loses a name at once when it is taken back, and never asks again after a no', async () => {
    const id = await handIn();
    await karwan.pressAnyway(`stories:yes:${id}`);
    await publish();
    await world.runner.runDue();
    expect(posts()).toContain('Karwan Aziz');
    expect(textOf(await karwan.type('/stories mine'))).toContain('These stories name you');
    await karwan.pressAnyway(`stories:no:${id}`);
    expect((await browser.get(`${PUBLIC_URL}/p/stories/story/${id}`)).text).toContain('someone helped us');
    await world.runner.runDue();
    expect(posts()).not.toContain('Karwan');
    // What the author sees and does is the same as for somebody who has not answered.
    await zainab.pressAnyway(`stories:unname:${id}.${other}`);
    await zainab.submit(`stories:name:${id}`, { person: 'karwan' });
    expect(textOf(await zainab.pressAnyway(`stories:show:${id}`))).toContain('not named so far: ');
    expect(await home(karwan)).not.toContain('would like to name you');
    expect(textOf(await karwan.pressAnyway(`stories:yes:${id}`))).toContain('isn’t here');
  });

  it('comes back with a comment or changed words, whose trace stays, and is asked about anew', async () => {
    const id = await handIn();
    await karwan.pressAnyway(`stories:yes:${id}`);
    await boss.submit(`stories:comment:${await seen()}`, { comment: 'When was it?' });
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('When was it?');
    await zainab.pressAnyway(`stories:send:${id}`);
    const words = { title: 'A room in Basra', happened: STORY.happened, changed: STORY.changed };
    expect(textOf(await boss.submit(`stories:edit:${await seen()}.en`, words))).toContain('The author looks at your changes');
    const shown = textOf(await zainab.pressAnyway(`stories:show:${id}`));
    expect(shown).toContain('changed this on');
    expect(shown).toContain('A safe room in Basra');
    expect((await newest()).state).toBe('back');
    await zainab.pressAnyway(`stories:send:${id}`);
    expect(await home(karwan)).toContain('would like to name you');
    await boss.submit(`stories:decline:${await seen()}`, { comment: 'It belongs to another community.' });
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('Thank you for your story');
    expect((await newest()).state).toBe('declined');
  });

  it('is read once more when its author changes it, and not decided by what nobody has read', async () => {
    const id = await handIn();
    const old = await seen();
    await zainab.submit(`stories:write:${id}.ar`, { title: 'غرفة', happened: 'حدث', changed: 'تغيّر' });
    expect(textOf(await boss.pressAnyway(`stories:approve:${old}`))).toContain('changed this meanwhile');
    await publish();
    await world.runner.runDue();
    expect(posts()).toContain('غرفة');
    expect((await browser.get(`${PUBLIC_URL}/p/stories/story/${id}?language=ar`)).text).toContain('غرفة');
    expect((await browser.get(`${PUBLIC_URL}/p/stories/story/${id}?language=ckb`)).text).toContain('A safe room');
    await zainab.submit(`stories:agreed:${id}`, { agreed: [] });
    expect((await browser.get(`${PUBLIC_URL}/p/stories/story/${id}`)).status).toBe(404);
    await world.runner.runDue();
    expect(posts()).not.toContain('Told by');
    await zainab.submit(`stories:write:${id}.en`, { ...STORY, title: 'Another title' });
    await world.runner.runDue();
    expect([(await newest()).state, posts()]).toEqual(['pending', '']);
  });

  it('is not published by its own author, as long as there is another organiser', async () => {
    await handIn({}, boss);
    await world.addMember({ user: 'second', name: 'Second', role: 'organiser' });
    expect(await publish()).toContain('Another organiser has to look at it');
    expect((await newest()).state).toBe('pending');
  });

  it('is published by the only organiser, and that is noted', async () => {
    await handIn({}, boss);
    expect(await publish()).toContain('It’s published');
    const [entry] = await world.store.autocommit.audit.list({ offset: 0, limit: 1 });
    expect(entry?.action).toBe('stories.approve-own');
  });

  it('is nobody’s before it is handed in, and says what is wrong', async () => {
    await zainab.submit('stories:share:0', STORY);
    const { id } = await newest();
    expect(textOf(await boss.pressAnyway(`stories:show:${id}`))).toContain('isn’t here');
    expect(textOf(await karwan.pressAnyway(`stories:send:${id}`))).toContain('isn’t here');
    expect(textOf(await zainab.submit(`stories:name:${id}`, { person: 'zainab' }))).toContain('That’s you');
    expect(textOf(await zainab.submit(`stories:name:${id}`, { person: 'nobody' }))).toContain('nobody');
    for (let count = 1; count < 10; count++) await zainab.submit('stories:share:0', STORY);
    expect(textOf(await zainab.submit('stories:share:0', STORY))).toContain('You have 10 drafts');
  });
});

describe('the public pages of stories', () => {
  it('show in three languages what authors agreed to, without a script, in at most 100 kB', async () => {
    const long = '&"<\u0639'.repeat(375);
    const { db, community } = world.store.autocommit.tx;
    const tables = db.withTables<StoriesTables>();
    for (let number = 1; number <= 25; number++) {
      const story = { state: 'published', version: 1, language: 'en', named: 1, on_page: number === 3 ? 0 : 1, comment: null } as const;
      const { id } = await tables
        .insertInto('stories')
        .values({ community_id: community, member_id: author, ...story, made_at: world.clock.now(), published_at: world.clock.now() })
        .returning('id')
        .executeTakeFirstOrThrow();
      const words = { title: `${number} <b> ${long}`.slice(0, 120), happened: long, changed: long };
      await tables
        .insertInto('story_texts')
        .values({ community_id: community, story_id: id, language: 'en', ...words })
        .execute();
    }
    for (const [language, word] of [
      ['en', 'What went well'],
      ['ar', 'ما نجح'],
      ['ckb', 'ئەوەی باش بوو'],
    ] as const) {
      const list = await browser.get(`${PUBLIC_URL}/p/stories/list?language=${language}`);
      const story = await browser.get(`${PUBLIC_URL}/p/stories/story/25?language=${language}`);
      expect([list.status, story.status, list.text.includes(word)]).toEqual([200, 200, true]);
      for (const { html } of [list, story]) {
        expect(html).not.toMatch(/<script|<b>|<img/);
        expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      }
    }
    expect((await browser.get(`${PUBLIC_URL}/p/stories/list?page=2`)).text).toContain('4 <b>'.replace('<b>', '&lt;b&gt;'));
    for (const rest of ['story/3', 'story/99', 'story/x', 'story', 'list/1']) {
      expect([rest, (await browser.get(`${PUBLIC_URL}/p/stories/${rest}`)).status]).toEqual([rest, 404]);
    }
    expect((await browser.get(`${PUBLIC_URL}/p/stories/list?page=9`)).status).toBe(404);
  });
});

describe('people in stories', () => {
  it('who organise leave the decision about their own to another one, and read so; where there is none they decide', async () => {
    const id = await handIn({}, boss);
    const actions = async () => {
      const reply = await boss.pressAnyway(`stories:show:${id}`);
      return reply.type === 'message' ? controlsOf(reply.message).map(({ action }) => action) : [];
    };
    expect(await actions()).toContain(`stories:approve:${await seen()}`);
    await world.addMember({ user: 'shno', role: 'organiser' });
    expect((await actions()).filter((action) => /approve|comment|decline|edit/.test(action))).toEqual([]);
    expect(textOf(await boss.pressAnyway(`stories:show:${id}`))).toContain('Another organiser has to look at it');
    expect(textOf(await boss.pressAnyway(`stories:approve:${await seen()}`))).toContain('Another organiser');
  });

  it('disappear from them, and so do their own, when they are erased', async () => {
    const id = await handIn();
    await karwan.pressAnyway(`stories:yes:${id}`);
    await publish();
    await world.runner.runDue();
    expect(JSON.stringify(await exportPersonalData(world.contexts.autocommit, other))).toContain('namedInStories');
    await eraseMember(world.contexts.autocommit, other);
    expect((await browser.get(`${PUBLIC_URL}/p/stories/story/${id}`)).text).toContain('someone helped us');
    await world.runner.runDue();
    expect(posts()).not.toContain('Karwan');
    expect(JSON.stringify(await rows().selectFrom('story_texts').selectAll().execute())).not.toContain('Karwan');
    expect(JSON.stringify(await exportPersonalData(world.contexts.autocommit, author))).toContain('A safe room');
    await eraseMember(world.contexts.autocommit, author);
    await world.runner.runDue();
    expect(posts()).toBe('');
    expect(await rows().selectFrom('stories').selectAll().execute()).toEqual([]);
  });
});
