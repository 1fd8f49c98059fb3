import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { streamOf } from '../../src/core/message.js';
import { after, DAY, HOUR, MINUTE, SECOND, toInstant } from '../../src/core/time.js';
import { mergeMembers } from '../../src/features/members/merge.js';
import type { MembersTables } from '../../src/features/members/store/tables.js';
import { planOpening } from '../../src/features/topics/discussion/open.js';
import { copyKey, threadKey } from '../../src/features/topics/keys.js';
import { topicsSection } from '../../src/features/topics/settings.js';
import type { NewTopic, TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { type Contribution, DeliveryError, type Platform, type ThreadEvent } from '../../src/ports/chat.js';
import { openFolder } from '../support/files.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

const START = '2026-12-06T10:00:00+03:00';
const opensAt = toInstant(Date.parse(START));

const water = aTopic(opensAt, {
  origin: 'urgent',
  texts: { en: { title: 'Clean water', question: 'Who tests the wells?' } },
  why: 'The dry season begins.',
  resources: ['https://example.org/wells'],
});

describe('a topic’s discussion', () => {
  let world: TopicsWorld;
  let topic: TopicId;
  let place: ReturnType<typeof openFolder>;
  beforeEach(async () => {
    place = openFolder();
    world = await createTopicsWorld({
      start: '2026-12-05T10:00:00+03:00',
      settings: { topics: { mirroring: true } },
      also: ['slack', 'discord'],
      blobs: place.blobs,
    });
    for (const platform of ['slack', 'discord'] as const) {
      for (const user of ['zahra', 'karwan']) await world.store.autocommit.accounts.link(world.id(user), { platform, space: 'test', user });
    }
  });
  afterEach(async () => {
    await world.close();
    place.close();
  });

  const store = () => world.store.autocommit.topics;
  const plan = async (given: Partial<NewTopic> = {}): Promise<TopicId> => {
    const id = await store().insertTopic({ ...water, ...given });
    const found = await store().topic(id);
    await world.contexts.transaction(async (context) => (found ? planOpening(context, found) : undefined));
    return id;
  };
  const open = async (): Promise<void> => {
    topic = await plan();
    await world.runUntil(START);
  };
  const on = (platform: Platform) => [world.fake, ...world.others].find((fake) => fake.platform === platform) ?? world.fake;
  const settle = () => world.runUntil(after(world.clock.now(), 10 * SECOND));

  let events = 0;
  const happens = async (platform: Platform, user: string, id: string, what: ThreadEvent['what'], at = world.clock.now()) => {
    const thread = await world.store.autocommit.conversations.find(threadKey(topic), platform);
    if (!thread) throw new Error(`no thread on ${platform}`);
    const from = { platform, space: 'test', user };
    const mayRead = (what.type === 'posted' || what.type === 'edited') && (await world.inbox.mayRead(thread, from));
    const heard = what.type === 'posted' || what.type === 'edited' ? { type: what.type, ...(mayRead && { content: what.content }) } : what;
    const eventId = `${platform}:${id}:${what.type}:${++events}`;
    await world.inbox.thread({
      eventId,
      from,
      conversation: thread,
      message: { conversation: thread, id },
      what: heard,
      at,
    });
  };
  const says = (text: string, files: Contribution['files'] = []) => ({ text, files });
  const post = (platform: Platform, user: string, id: string, text: string, files: Contribution['files'] = []) =>
    happens(platform, user, id, { type: 'posted', content: says(text, files) });
  const edit = (platform: Platform, user: string, id: string, text: string) =>
    happens(platform, user, id, { type: 'edited', content: says(text) });
  const agree = async (user: string, as: 'name' | 'organisation' | 'no' = 'name') => {
    const reply = await world.person(user).pressAnyway(`topics:share-as:${as}`);
    world.clock.set(after(world.clock.now(), SECOND));
    await world.runner.runDue();
    return reply;
  };
  /** Two who have no account of one platform: what features hold of them is joined. */
  const merge = async (one: string, other: string) => {
    await world.store.database.db.withTables<MembersTables>().deleteFrom('identities').where('member_id', '=', world.id(other)).execute();
    await world.contexts.transaction((context) => mergeMembers(context, world.id(one), world.id(other)));
    await settle();
  };
  const copies = (platform: Platform) =>
    on(platform)
      .posted.filter(({ key }) => key.startsWith('topics:copy:'))
      .map(({ text }) => withoutDirectionControls(text));
  const contributions = () => store().contributionsOf(topic);

  test('opens at its hour in each space, with a question, a start and a way to take part', async () => {
    await open();
    expect(await store().topic(topic)).toMatchObject({ state: 'open', openedAt: opensAt, closesAt: after(opensAt, 14 * DAY) });
    for (const platform of ['web', 'slack', 'discord'] as const) {
      const [opening, ...others] = on(platform).posted.filter(({ key }) => key.startsWith('topics:opening:'));
      expect(others).toEqual([]);
      expect(opening?.text).toContain('Clean water');
      expect(opening?.text).toContain('Who tests the wells?');
      expect(opening?.text).toContain('What do you still lack');
      expect(opening?.text).toContain('https://example.org/wells');
      expect([...on(platform).opened.values()]).toMatchObject([{ title: 'Clean water' }]);
    }
  });

  test('opens when the bot is back, one overdue topic a day, in order', async () => {
    const ids = [await plan(), await plan({ opensAt: after(opensAt, 7 * DAY) }), await plan({ opensAt: after(opensAt, 40 * DAY) })];
    const back = after(opensAt, 20 * DAY);
    await world.leapTo(back);
    const states = async () => Promise.all(ids.map(async (id) => (await store().topic(id))?.state));
    expect(await states()).toEqual(['open', 'planned', 'planned']);
    await world.runUntil(after(back, DAY));
    expect(await states()).toEqual(['open', 'open', 'planned']);
    await world.runUntil(after(opensAt, 40 * DAY));
    // The first two have closed by then.
    expect(await states()).toEqual(['closed', 'closed', 'open']);
  });

  test('moves with its plan, and an organiser opens it before its hour', async () => {
    topic = await plan();
    await store().updateTopic(topic, { opensAt: after(opensAt, DAY) });
    await world.runUntil(after(opensAt, MINUTE));
    expect(await store().topic(topic)).toMatchObject({ state: 'planned' });
    expect(textOf(await world.zahra.type('/topics open clean'))).not.toContain('is open');
    expect(textOf(await world.boss.type('/topics open clean'))).toContain('“Clean water” is open');
    await world.runUntil(after(opensAt, 2 * DAY));
    expect(on('web').posted.filter(({ key }) => key.startsWith('topics:opening:'))).toHaveLength(1);
  });

  test('notes who writes, and keeps and copies words only after a yes', async () => {
    await open();
    await post('slack', 'zahra', '1', 'We test each month.');
    expect(await contributions()).toMatchObject([{ member: world.id('zahra'), shared: false, words: null, writtenAt: world.clock.now() }]);
    expect(await store().topic(topic)).toMatchObject({ lastWrittenAt: world.clock.now() });
    await settle();
    expect(on('slack').whispered).toEqual([expect.stringMatching(/^thread:1 zahra: May the others read along\?/)]);
    await post('slack', 'zahra', '0', 'And each year.');
    await settle();
    expect([on('slack').whispered.length, on('web').whispered.length]).toEqual([1, 0]);
    await agree('zahra');
    await edit('slack', 'zahra', '1', 'We test each week.');
    await post('slack', 'zahra', '2', 'Who pays for it?');
    await settle();
    expect((await contributions()).map(({ words, isQuestion }) => [words, isQuestion])).toEqual([
      [null, false],
      [null, false],
      ['Who pays for it?', true],
    ]);
    for (const platform of ['web', 'discord'] as const)
      expect(copies(platform)).toEqual(['zahra, Organisation 3, wrote in English:\nWho pays for it?']);
    expect(copies('slack')).toEqual([]);
  });

  test('whoever wrote first where nothing can be shown to one person is asked, once, where it can, also after a stop that is over', async () => {
    Object.assign(on('discord'), { whisper: undefined });
    await open();
    await post('discord', 'zahra', '1', 'one');
    await settle();
    await post('slack', 'zahra', '2', 'two');
    await post('slack', 'zahra', '3', 'three');
    await settle();
    expect(on('slack').whispered).toHaveLength(1);
    await post('slack', 'zahra', '4', 'four');
    await settle();
    for (const what of ['stop', 'allow']) {
      await world.boss.type(`/topics mirroring @karwan ${what}`);
      await post('slack', 'karwan', what, what);
      await settle();
    }
    expect(on('slack').whispered).toEqual([expect.stringContaining('zahra: May'), expect.stringContaining('karwan: May')]);
  });

  test('copies in order, as each author chose, with edits and deletions, and nothing twice', async () => {
    await open();
    await agree('zahra');
    await agree('karwan', 'organisation');
    await post('slack', 'zahra', '1', '<!channel> @everyone *bold* \u202eturned');
    await post('discord', 'karwan', '2', 'ب'.repeat(3000));
    await post('discord', 'karwan', '3', 'third');
    await settle();
    expect(copies('web').map((text) => text.slice(0, 68))).toEqual([
      'zahra, Organisation 3, wrote in English:\n<!channel> @everyone *bold*',
      expect.stringMatching(/^من أحد أعضاء Organisation 4، باللغة العربية:\nب+$/),
      'A member of Organisation 4 wrote in English:\nthird',
    ]);
    expect(copies('discord')).toHaveLength(1);
    expect(copies('slack')).toHaveLength(2);
    for (let round = 1; round <= 100; round++) {
      await edit('slack', 'zahra', '1', `edit ${round}`);
      if (round % 10 === 0) await world.runUntil(after(world.clock.now(), SECOND));
    }
    await settle();
    for (const platform of ['web', 'discord'] as const) {
      const edits = platform === 'web' ? world.updates : on(platform).acts.filter((act) => act.startsWith('edit'));
      expect(edits.at(-1)).toContain('edit 100');
      expect(edits.length).toBeLessThan(15);
    }
    const [first] = await contributions();
    await happens('slack', 'zahra', '1', { type: 'deleted' });
    await settle();
    expect(on('discord').removed).toHaveLength(1);
    expect(await store().contribution(first?.id as never)).toMatchObject({ words: null, shared: false, deletedAt: expect.any(Number) });
  });

  test('an edit or a deletion that comes before its post is not undone by it', async () => {
    await open();
    await agree('zahra');
    const written = world.clock.now();
    world.clock.set(after(written, MINUTE));
    await edit('slack', 'zahra', '1', 'the second thought');
    await happens('slack', 'zahra', '1', { type: 'posted', content: says('the first thought') }, written);
    await happens('slack', 'zahra', '2', { type: 'deleted' });
    await post('slack', 'zahra', '2', 'gone');
    await settle();
    expect(copies('web').map((text) => text.split('\n')[1])).toEqual(['the second thought']);
    expect(await contributions()).toMatchObject([
      { words: 'the second thought', writtenAt: written },
      { words: null, deletedAt: expect.any(Number) },
    ]);
  });

  test('files go with the copies, and are named in them', async () => {
    await open();
    await agree('zahra');
    const file = streamOf({ name: 'wells.csv', mediaType: 'text/csv', bytes: new Uint8Array([1, 2, 3]) });
    await post('slack', 'zahra', '1', 'Our list', [file]);
    await settle();
    expect(copies('web')).toEqual(['zahra, Organisation 3, wrote in English:\nOur list\nFile: wells.csv']);
    expect(world.sent.find(({ key }) => key.startsWith('topics:copy:'))?.message.files?.map(({ bytes }) => [...bytes])).toEqual([
      [1, 2, 3],
    ]);
    const large = streamOf({ name: 'film.mov', mediaType: 'video/mp4', bytes: new Uint8Array(11 * 1024 * 1024) });
    const unread = [{ name: 'long.mov', mediaType: 'video/mp4', size: 62_914_560 }];
    await happens('slack', 'zahra', '1', { type: 'edited', content: { text: 'Our list', files: [file, large], unread } });
    await settle();
    // The platform leaves a message's files as they are when it is edited, so that the copy is sent anew.
    expect(copies('web')[1]).toContain('File: wells.csv\n2 files not copied: film.mov, 11 MB and long.mov, 60 MB');
    expect([on('discord').removed.length, copies('discord').length]).toEqual([1, 2]);
    await happens('slack', 'zahra', '1', { type: 'edited', content: { text: 'Our new list', files: [file, large], unread } });
    await settle();
    expect(copies('discord')).toHaveLength(2);
    expect(on('discord').acts.at(-1)).toContain('Our new list');
    await happens('slack', 'zahra', '1', { type: 'deleted' });
    await settle();
    expect(on('discord').removed.at(-1)).toBe('3');
  });

  test('who hides their organisation later takes it out of the copies that stand, and shows it again', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'one');
    await settle();
    const edits = () => on('discord').acts.flatMap((act) => (act.startsWith('edit ') ? [withoutDirectionControls(act)] : []));
    const hide = async (organisation: 'everyone' | 'organisers') => {
      const shown = { languages: ['everyone'], sectors: ['everyone'] };
      await world.zahra.submit('members:visibility-work:0', { ...shown, organisation: [organisation] });
      await settle();
    };
    await hide('organisers');
    expect(edits()).toEqual([expect.stringContaining('zahra wrote in English:')]);
    await hide('organisers');
    expect(edits()).toHaveLength(1);
    await hide('everyone');
    expect(edits().at(-1)).toContain('zahra, Organisation 3, wrote');
    await agree('zahra', 'organisation');
    await settle();
    await hide('organisers');
    expect(edits().at(-1)).toContain('A member of Organisation 3 wrote');
  });

  test('what a member withdraws disappears within a minute, also if an organiser stops it; a no has no visible effect', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'one');
    await post('slack', 'zahra', '2', 'two');
    await settle();
    const posts = world.sent.length;
    const withdrawn = textOf(await world.zahra.pressAnyway('topics:share-as:no'));
    expect(withdrawn).toContain('I’ve erased the words of the 2 contributions that you shared.');
    expect(withdrawn).toContain('Where I can’t reach a space, I go on trying.');
    expect(withdrawn).not.toContain('These are many');
    expect(textOf(await world.zahra.pressAnyway('topics:share-as:no'))).not.toContain('erased the words of the');
    await settle();
    expect(on('discord').removed).toHaveLength(2);
    expect((await contributions()).map(({ words, shared }) => [words, shared])).toEqual([
      [null, false],
      [null, false],
    ]);
    await post('slack', 'zahra', '3', 'three');
    await settle();
    expect(world.sent).toHaveLength(posts);

    await agree('zahra');
    await post('slack', 'zahra', '4', 'four');
    await settle();
    expect(textOf(await world.boss.type('/topics mirroring @zahra stop'))).toContain('copied no more');
    await settle();
    expect(on('discord').removed).toHaveLength(3);
    await post('slack', 'zahra', '5', 'five');
    await settle();
    expect(copies('discord')).toHaveLength(3);
    expect((await world.audit()).map(({ action }) => action)).toContain('topics.stop-mirroring');
  });

  test('another name in the copies is shown in those that stand there', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'one');
    await settle();
    await agree('zahra', 'organisation');
    await settle();
    expect(withoutDirectionControls(on('discord').acts.at(-1) ?? '')).toContain('A member of Organisation 3 wrote');
  });

  test('where the bot has no access a copy fails, which organisers can mend and try again, and the others arrive', async () => {
    await open();
    await agree('zahra');
    on('discord').troubles.push('unreachable');
    await post('slack', 'zahra', '1', 'one');
    await settle();
    expect([copies('web').length, copies('discord').length]).toEqual([1, 0]);
    await world.runUntil(after(world.clock.now(), 2 * DAY));
    const [failed] = await world.store.autocommit.agenda.list({ states: ['failed'], limit: 5 });
    expect(failed).toMatchObject({ kind: 'deliver', reason: 'delivery:unreachable' });
    expect(textOf(await world.boss.type('/community agenda failed'))).toContain('A contribution copied from another space');
    await world.boss.press(`community:retry:${failed?.id}`);
    await settle();
    expect(copies('discord').map((text) => text.split('\n')[1])).toEqual(['one']);
  });

  test('a copy waits out an outage in its place', async () => {
    await open();
    await agree('zahra');
    on('discord').troubles.push('never-arrived', { wait: MINUTE }, 'lost');
    await post('slack', 'zahra', '1', 'one');
    await post('slack', 'zahra', '2', 'two');
    await world.runner.runDue();
    await edit('slack', 'zahra', '1', 'one, corrected');
    await world.runUntil(after(world.clock.now(), 30 * MINUTE));
    expect(copies('discord').map((text) => text.split('\n')[1])).toEqual(['one, corrected', 'two']);
  });

  describe('while a platform is away for', () => {
    const days = (n: number) => n * DAY;
    /** Nothing gets there, or nothing is answered; what comes back is how it is over. */
    const away = (platform: Platform, outcome: 'wait' | 'ambiguous') => {
      const fake = on(platform);
      const nothing = new DeliveryError('not reached', outcome);
      const answers = fake.before;
      fake.silent = nothing;
      fake.before = () => Promise.reject(nothing);
      return () => {
        fake.silent = undefined;
        fake.before = answers;
      };
    };
    const shown = (platform: Platform) => copies(platform).map((text) => text.split('\n')[1]);

    test.each([
      ['6 hours', days(0.25), 'wait'],
      ['6 hours', days(0.25), 'ambiguous'],
      ['3 days', days(3), 'wait'],
      ['3 days', days(3), 'ambiguous'],
    ] as const)('%s, new copies wait and follow in order, without what was deleted or withdrawn', async (_name, span, outcome) => {
      await open();
      await agree('zahra');
      await agree('karwan');
      const back = away('discord', outcome);
      await post('slack', 'zahra', '1', 'one');
      await post('slack', 'karwan', '2', 'withdrawn');
      await post('slack', 'zahra', '3', 'deleted');
      await post('web', 'zahra', '4', 'four');
      await post('slack', 'zahra', '5', 'five');
      await settle();
      expect(shown('web')).toEqual(['one', 'withdrawn', 'deleted', 'five']);
      await world.runUntil(after(world.clock.now(), span / 2));
      await edit('slack', 'zahra', '1', 'one, mended');
      await happens('slack', 'zahra', '3', { type: 'deleted' });
      await agree('karwan', 'no');
      await world.runUntil(after(world.clock.now(), span / 2));
      expect(shown('discord')).toEqual([]);
      expect(await world.store.autocommit.agenda.list({ states: ['failed'], limit: 5 })).toEqual([]);
      back();
      await world.runUntil(after(world.clock.now(), HOUR + MINUTE));
      expect(shown('discord')).toEqual(['one, mended', 'four', 'five']);
    });

    test('31 days, they fail, organisers hear of it and have them tried again', async () => {
      await open();
      await agree('zahra');
      const back = away('discord', 'wait');
      await post('slack', 'zahra', '1', 'one');
      await world.runUntil(after(world.clock.now(), days(1)));
      await world.leapTo(after(world.clock.now(), days(30)));
      await settle();
      const failed = await world.store.autocommit.agenda.find('deliver:topics:copy:1:discord');
      expect(failed).toMatchObject({ state: 'failed', reason: 'delivery:wait' });
      back();
      expect(textOf(await world.boss.type('/community agenda failed'))).toContain('A contribution copied from another space');
      await world.boss.press(`community:retry:${failed?.id}`);
      await settle();
      expect(shown('discord')).toEqual(['one']);
    });

    test('hours, a message that fails by itself does not keep the others waiting', async () => {
      await open();
      await agree('zahra');
      on('discord').troubles.push(...Array.from({ length: 8 }, () => 'never-arrived' as const));
      await post('slack', 'zahra', '1', 'too much for the line');
      await post('slack', 'zahra', '2', 'two');
      await world.runUntil(after(world.clock.now(), 4 * HOUR));
      expect(shown('discord')).toEqual(['two']);
    });
  });

  test('of who is erased nothing stays, and what counts stays', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'a sentence of mine');
    await settle();
    const exported = await world.contexts.transaction(async (context) => {
      for (const feature of context.features.all.filter(({ name }) => name === 'topics'))
        return feature.person.exportPersonalData(context, world.id('zahra'));
      return {};
    });
    expect(exported).toMatchObject({ topics: { sharing: { share: 'yes', as: 'name' }, contributions: [{ words: 'a sentence of mine' }] } });
    await world.zahra.type('/profile forget');
    await world.zahra.press('members:forget');
    await settle();
    expect(on('discord').removed).toHaveLength(1);
    expect(await contributions()).toMatchObject([{ member: null, words: null, shared: false }]);
  });

  test('who is erased is named by no opening any more, neither as proposer nor as facilitator, nor of a closed topic', async () => {
    await world.propose(world.zahra, { title: 'Clean water' });
    const proposal = (await world.newest()).id;
    topic = await plan({ proposal });
    await world.runUntil(START);
    const led = await plan({ opensAt: after(opensAt, DAY) });
    await store().updateTopic(led, { facilitator: world.id('zahra') });
    await world.runUntil(after(opensAt, 2 * DAY));
    const openings = () => on('discord').posted.filter(({ key }) => key.startsWith('topics:opening:'));
    for (const { text } of openings()) expect(text).toContain('zahra');
    expect(openings()).toHaveLength(2);
    for (const id of [topic, led]) await store().updateTopic(id, { state: 'closed', closedAt: world.clock.now() });
    const before = on('discord').acts.length;
    await world.zahra.pressAnyway(`members:forget-confirm:${world.id('zahra')}`, [], 'direct');
    await settle();
    const edits = on('discord')
      .acts.slice(before)
      .filter((act) => act.startsWith('edit'));
    expect(edits).toHaveLength(2);
    for (const edited of edits) {
      expect(edited).toContain('Clean water');
      expect(edited).not.toContain('zahra');
    }
  });

  test('of two accounts that become one, the answer that tells less holds for both, also for what stands there already', async () => {
    await open();
    await agree('zahra');
    await agree('karwan', 'organisation');
    await agree('lava', 'no');
    await post('slack', 'zahra', '1', 'one');
    await settle();
    await merge('zahra', 'karwan');
    expect(withoutDirectionControls(on('discord').acts.at(-1) ?? '')).toContain('A member of Organisation');
    expect(await contributions()).toMatchObject([{ member: world.id('zahra'), shared: true }]);
    await merge('zahra', 'lava');
    expect(on('discord').removed).toHaveLength(1);
    expect(await contributions()).toMatchObject([{ words: null, shared: false }]);
  });

  test('of two accounts that become one, a yes holds where the other was only asked', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'one');
    await post('slack', 'karwan', '2', 'two');
    await settle();
    await merge('zahra', 'karwan');
    await post('slack', 'zahra', '3', 'three');
    await settle();
    expect(on('discord').removed).toEqual([]);
    expect((await contributions()).map(({ words }) => words)).toEqual(['one', null, 'three']);
  });

  describe('words', () => {
    const tidy = async () => {
      for (const feature of world.features.all)
        if (feature.name === 'topics') await world.contexts.transaction(async (context) => feature.tidy?.(context));
    };
    const closed = async () => {
      await open();
      await agree('zahra');
      await post('slack', 'zahra', '1', 'one');
      await settle();
      await store().updateTopic(topic, { state: 'closed', closedAt: world.clock.now() });
    };
    const later = async (days: number) => {
      world.clock.set(after(world.clock.now(), days * DAY));
      await tidy();
    };
    const words = async () => (await contributions()).map((one) => one.words);

    test('are erased a year after the topic was closed, and their copies stay', async () => {
      await closed();
      await later(360);
      expect(await words()).toEqual(['one']);
      await later(10);
      expect(await words()).toEqual([null]);
      await settle();
      expect(on('discord').removed).toEqual([]);
    });

    test('are erased after as many months as organisers choose', async () => {
      await closed();
      await world.store.transaction(async ({ community }) => {
        const settings = await community.settings();
        await community.saveSettings({ ...settings, topics: { ...topicsSection.of(settings), keepWordsMonths: 3 } });
      });
      await later(85);
      expect(await words()).toEqual(['one']);
      await later(10);
      expect(await words()).toEqual([null]);
    });

    test('that are erased leave copies that disappear with a no, and with a name that is not to be shown any more', async () => {
      await closed();
      await later(370);
      await agree('zahra', 'organisation');
      await settle();
      expect(on('discord').removed).toHaveLength(1);
      await open();
      await post('slack', 'zahra', '2', 'two');
      await settle();
      await store().updateTopic(topic, { state: 'closed', closedAt: world.clock.now() });
      await later(370);
      // Nothing is told by them that was not told before.
      await agree('zahra', 'name');
      await settle();
      expect(on('discord').removed).toHaveLength(1);
      await agree('zahra', 'no');
      await settle();
      expect(on('discord').removed).toHaveLength(2);
    });

    test('that are erased leave copies that disappear with an organisation that is hidden later', async () => {
      await closed();
      await later(370);
      await world.zahra.submit('members:visibility-work:0', { organisation: ['organisers'] });
      await settle();
      expect(on('discord').removed).toHaveLength(1);
    });
  });

  test('a thread that somebody deletes is opened anew once at once, and organisers hear it and what they can do', async () => {
    await open();
    const openings = () => on('discord').posted.filter(({ key }) => key.startsWith('topics:opening:')).length;
    const told = () =>
      world.sent.filter(({ key }) => key.startsWith('topics:thread-lost:')).map(({ text }) => withoutDirectionControls(text));
    const lose = async (how: 'deleted' | 'channel-deleted' | 'locked', event: string, at = world.clock.now()) => {
      const conversation = await world.store.autocommit.conversations.find(threadKey(topic), 'discord');
      if (!conversation) throw new Error('no thread');
      if (how !== 'locked') on('discord').opened.delete(conversation.id);
      const lost = how === 'locked' ? { how, at } : { how };
      await world.inbox.threadLost({ eventId: event, conversation, ...lost });
      await settle();
    };
    await lose('deleted', '1');
    expect([openings(), told().length]).toEqual([2, 1]);
    expect(told()[0]).toContain('Someone deleted the thread of “Clean water” (Discord). I open a new one');
    await agree('zahra');
    await post('slack', 'zahra', '1', 'in the new thread');
    await settle();
    expect(copies('discord')).toHaveLength(1);

    await lose('deleted', '2');
    expect([openings(), told().length]).toEqual([2, 2]);
    expect(told()[1]).toContain(`use /topics open ${topic}`);
    await post('slack', 'zahra', '2', 'waits for it');
    await settle();
    expect(copies('discord')).toHaveLength(1);
    await world.boss.type(`/topics open ${topic}`);
    await settle();
    // What stood in the deleted thread follows as well: others still have it.
    const texts = () => copies('discord').map((text) => text.split('\n')[1]);
    expect([openings(), texts()]).toEqual([3, ['in the new thread', 'in the new thread', 'waits for it']]);

    on('discord').channels.clear();
    await lose('channel-deleted', '3');
    expect([openings(), told().length]).toEqual([3, 3]);
    on('discord').channels.add('topics');
    const before = world.clock.now();
    await world.boss.type(`/topics open ${topic}`);
    await settle();
    expect(openings()).toBe(4);
    // Seen before the bot reopened it.
    await lose('locked', 'own', before);
    expect(told()).toHaveLength(3);
    world.clock.advance(MINUTE);
    for (const event of ['4', '5']) await lose('locked', event);
    expect(told().slice(3)).toEqual([expect.stringContaining('people can’t write there')]);
    expect(await world.inbox.openThreads('discord')).toMatchObject([{ kind: 'thread' }]);
  });

  test('after a gap, threads are read again whose words are kept, with what is known of each message', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'one');
    await post('slack', 'zahra', '2', 'two');
    await post('slack', 'karwan', '3', 'not shared');
    await happens('slack', 'zahra', '2', { type: 'deleted' });
    const thread = await world.store.autocommit.conversations.find(threadKey(topic), 'slack');
    if (!thread) throw new Error('no thread');
    const written = world.clock.now();
    world.clock.advance(DAY);
    await edit('slack', 'zahra', '1', 'one, mended');
    expect((await world.inbox.known(thread))?.toSorted((one, other) => Number(one.id) - Number(other.id))).toEqual([
      { id: '1', at: world.clock.now(), isGone: false },
      { id: '2', at: written, isGone: true },
      { id: '3', at: written, isGone: false },
    ]);
    expect(await world.inbox.known({ ...thread, id: 'another' })).toEqual([]);
    const followed = async () => {
      const found = await world.inbox.followedThreads('slack');
      return [found?.open.map(({ id }) => id), found?.kept.map(({ id }) => id)];
    };
    expect(await followed()).toEqual([[thread.id], []]);
    await store().updateTopic(topic, { state: 'closed', closedAt: world.clock.now() });
    expect(await followed()).toEqual([[], [thread.id]]);
    world.clock.advance(366 * DAY);
    expect(await followed()).toEqual([[], []]);
  });

  test('what waited while somebody had locked a thread follows once it is unlocked: copies in order, edits and removals', async () => {
    await open();
    await agree('zahra');
    await post('slack', 'zahra', '1', 'one');
    await post('slack', 'zahra', '2', 'two');
    await settle();
    const conversation = await world.store.autocommit.conversations.find(threadKey(topic), 'discord');
    if (!conversation) throw new Error('no thread');
    on('discord').lockedThreads.add(conversation.id);
    await edit('slack', 'zahra', '1', 'one, mended');
    await happens('slack', 'zahra', '2', { type: 'deleted' });
    await post('slack', 'zahra', '3', 'three');
    await post('slack', 'zahra', '4', 'four');
    await settle();
    expect([copies('discord').length, copies('web').length, on('discord').removed]).toEqual([2, 4, []]);
    on('discord').lockedThreads.clear();
    for (const eventId of ['u1', 'u2', 'u1']) {
      await world.inbox.threadUnlocked({ eventId, conversation });
      await settle();
    }
    expect(copies('discord').map((text) => text.split('\n')[1])).toEqual(['one', 'two', 'three', 'four']);
    expect(on('discord').acts.filter((act) => act.includes('one, mended'))).toHaveLength(1);
    expect(on('discord').removed).toHaveLength(1);
    const failed = await world.store.autocommit.agenda.list({ states: ['failed'], limit: 10 });
    expect(failed).toEqual([]);
  });

  test('following is a button, and whoever writes follows unless they stopped', async () => {
    await open();
    expect(textOf(await world.karwan.pressAnyway(`topics:follow:${topic}`))).toContain('Clean water');
    await world.karwan.pressAnyway(`topics:unfollow:${topic}`);
    await post('slack', 'karwan', '1', 'one');
    await post('slack', 'zahra', '2', 'two');
    const follows = await world.store.autocommit.tx.db
      .withTables<{ topic_follows: { member_id: MemberId; follows: number } }>()
      .selectFrom('topic_follows')
      .select(['member_id', 'follows'])
      .orderBy('follows')
      .execute();
    expect(follows).toEqual([
      { member_id: world.id('karwan'), follows: 0 },
      { member_id: world.id('zahra'), follows: 1 },
    ]);
  });

  test('without mirroring nothing is read and nobody is asked', async () => {
    await world.close();
    world = await createTopicsWorld({ start: '2026-12-05T10:00:00+03:00' });
    await open();
    await agree('zahra');
    await post('web', 'zahra', '1', 'one');
    await settle();
    expect(await contributions()).toMatchObject([{ shared: false, words: null }]);
    expect(messageOf(await world.zahra.type('/topics share')).cards).toHaveLength(1);
    expect(copyKey((await contributions())[0]?.id as never, 'slack')).toContain('topics:copy:');
  });
});
