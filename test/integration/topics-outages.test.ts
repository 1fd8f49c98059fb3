import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { after, DAY, HOUR, MINUTE, SECOND, toInstant } from '../../src/core/time.js';
import { planOpening } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import type { TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { DeliveryError, type Platform } from '../../src/ports/chat.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { createWorld, textOf } from '../support/world.js';

const START = '2026-12-06T10:00:00+03:00';
const opensAt = toInstant(Date.parse(START));

/** `wait`: each request is refused; `ambiguous`: none is answered; `channels`: not even the channel can be looked up. */
type Trouble = 'wait' | 'ambiguous' | 'channels';

describe('a topic’s threads after an outage', () => {
  let world: TopicsWorld;
  let topic: TopicId;
  beforeEach(async () => {
    world = await createTopicsWorld({
      start: '2026-12-05T10:00:00+03:00',
      settings: { topics: { mirroring: true } },
      also: ['slack', 'discord'],
    });
    for (const platform of ['slack', 'discord'] as const)
      await world.store.autocommit.accounts.link(world.id('zahra'), { platform, space: 'test', user: 'zahra' });
    topic = await world.store.autocommit.topics.insertTopic(
      aTopic(opensAt, { origin: 'urgent', texts: { en: { title: 'Clean water', question: 'Who tests the wells?' } } }),
    );
    const planned = await world.store.autocommit.topics.topic(topic);
    await world.contexts.transaction(async (context) => (planned ? planOpening(context, planned) : undefined));
    await world.zahra.pressAnyway('topics:share-as:name');
  });
  afterEach(() => world.close());

  const on = (platform: Platform) => [world.fake, ...world.others].find((fake) => fake.platform === platform) ?? world.fake;
  const pass = (ms: number) => world.runUntil(after(world.clock.now(), ms));
  /** Nothing gets there, or nothing is answered; what comes back is how it is over. */
  const away = (platform: Platform, trouble: Trouble) => {
    const fake = on(platform);
    const nothing = new DeliveryError('not reached', trouble === 'channels' ? 'wait' : trouble);
    const answers = { before: fake.before, channel: fake.channel };
    fake.silent = nothing;
    fake.before = () => Promise.reject(nothing);
    if (trouble === 'channels') fake.channel = () => Promise.reject(nothing);
    const acts = setThreads(platform, nothing);
    return () => {
      Object.assign(fake, { silent: undefined, ...answers });
      acts();
    };
  };
  /** Threads are closed and reopened there no more, until what comes back is called. */
  const setThreads = (platform: Platform, nothing: DeliveryError) => {
    const { threads } = on(platform);
    if (!threads) throw new Error('no threads');
    const { close, reopen } = threads;
    Object.assign(threads, { close: () => Promise.reject(nothing), reopen: () => Promise.reject(nothing) });
    return () => Object.assign(threads, { close, reopen });
  };

  let posts = 0;
  const post = async (platform: Platform, text: string) => {
    const thread = await world.store.autocommit.conversations.find(threadKey(topic), platform);
    if (!thread) throw new Error(`no thread on ${platform}`);
    const id = `post${++posts}`;
    await world.inbox.thread({
      eventId: `${platform}:${id}`,
      from: { platform, space: 'test', user: 'zahra' },
      conversation: thread,
      message: { conversation: thread, id },
      what: { type: 'posted', content: { text, files: [] } },
      at: world.clock.now(),
    });
    await pass(10 * SECOND);
  };
  /** What the bot wrote in the topic's thread, in order, each with the first words of its own language. */
  const thread = (platform: Platform): readonly string[] =>
    on(platform)
      .posted.filter(({ to, key }) => key.startsWith('topics:opening') || to.startsWith('thread:'))
      .map(({ text }) => withoutDirectionControls(text));
  const whole = (platform: Platform) => ({
    posts: thread(platform),
    isClosed: [...on(platform).opened.values()].map(({ closed }) => closed),
  });
  /** What is for the topic's thread, and failed. */
  const failed = async () =>
    (await world.store.autocommit.agenda.list({ states: ['failed'], limit: 10 })).filter(({ key }) =>
      /^deliver:topics:(?!summary-overdue)/.test(key),
    );
  const toOrganisers = () => world.to('channel:organisers').map(({ text }) => withoutDirectionControls(text));

  const closeAndSummarise = async () => {
    await world.boss.type(`/topics close t${topic}`);
    await pass(10 * SECOND);
    await summarise();
  };
  const summarise = async () => {
    await world.boss.pressAnyway(`topics:draft:${topic}`);
    await world.boss.submit(world.boss.control('topics:summary:').action, { lessons: 'Test each month.', language: ['en'] });
    await world.boss.press('topics:summary-post:');
    await pass(10 * SECOND);
  };

  const outages = (['wait', 'ambiguous', 'channels'] as const).flatMap((trouble) =>
    (
      [
        ['6 hours', 0.25 * DAY],
        ['3 days', 3 * DAY],
        ['29 days', 29 * DAY],
      ] as const
    ).map(([name, span]) => [name, trouble, span] as const),
  );

  test.each(outages)('of %s (%s) that began before the opening have all that was written, in order', async (_name, trouble, span) => {
    const back = away('discord', trouble);
    await world.runUntil(after(opensAt, MINUTE));
    await post('web', 'one');
    await world.boss.pressAnyway(`topics:prompt:${topic}.advice`);
    await pass(10 * SECOND);
    await post('web', 'two');
    await closeAndSummarise();
    await world.runUntil(after(opensAt, Math.min(span, DAY)));
    await world.leapTo(after(opensAt, span));
    expect(thread('discord')).toEqual([]);
    expect(await failed()).toEqual([]);
    back();
    await pass(HOUR + MINUTE);
    expect(whole('slack')).toMatchObject({ isClosed: [true] });
    expect(thread('slack').map((text) => text.split('\n')[0])).toHaveLength(6);
    expect(whole('discord')).toEqual(whole('slack'));
    expect(await failed()).toEqual([]);
  });

  test.each(['wait', 'ambiguous'] as const)('of 3 days (%s) in an open thread have its prompt, closing and summary', async (trouble) => {
    await world.runUntil(after(opensAt, MINUTE));
    const back = away('discord', trouble);
    await world.boss.pressAnyway(`topics:prompt:${topic}.advice`);
    await post('web', 'one');
    await closeAndSummarise();
    await pass(3 * DAY);
    expect(thread('discord')).toHaveLength(1);
    back();
    await pass(HOUR + MINUTE);
    expect(whole('discord')).toEqual(whole('slack'));
    expect(whole('discord')).toMatchObject({ isClosed: [true] });
  });

  test('have no last call once the discussion is over', async () => {
    await world.runUntil(after(opensAt, MINUTE));
    const back = away('discord', 'wait');
    await world.runUntil(after(opensAt, 15 * DAY));
    back();
    await pass(HOUR + MINUTE);
    expect(thread('slack').filter((text) => text.includes('Last call'))).toHaveLength(1);
    expect(thread('discord')).toEqual(thread('slack').filter((text) => !text.includes('Last call')));
    expect(whole('discord').isClosed).toEqual([true]);
  });

  test('of 31 days are equal once organisers had what failed tried again', async () => {
    const back = away('discord', 'wait');
    await world.runUntil(after(opensAt, MINUTE));
    await post('web', 'one');
    await closeAndSummarise();
    await pass(DAY);
    await world.leapTo(after(opensAt, 31 * DAY));
    await pass(MINUTE);
    expect(await failed()).toMatchObject([{ key: `deliver:topics:opening:${topic}@discord`, reason: 'delivery:wait' }]);
    back();
    const [opening] = await failed();
    await world.boss.type('/community agenda failed');
    await world.boss.press(`community:retry:${opening?.id}`);
    await pass(HOUR + MINUTE);
    expect(whole('discord')).toEqual(whole('slack'));
  });

  test('an opening that does not get there is told to organisers within hours, once, and that it is still tried', async () => {
    const back = away('discord', 'wait');
    await world.runUntil(after(opensAt, 4 * HOUR));
    const told = () => toOrganisers().filter((text) => text.includes('couldn’t open a thread in #topics on Discord'));
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('every hour');
    await pass(3 * DAY);
    expect(told()).toHaveLength(1);
    expect(toOrganisers().join()).not.toContain('couldn’t be delivered');
    back();
    await pass(HOUR + MINUTE);
    expect(thread('discord')).toHaveLength(1);
  });

  test('on the only platform of a community the opening waits, too', async () => {
    await world.close();
    world = await createTopicsWorld({ start: '2026-12-05T10:00:00+03:00' });
    topic = await world.store.autocommit.topics.insertTopic(aTopic(opensAt));
    const planned = await world.store.autocommit.topics.topic(topic);
    await world.contexts.transaction(async (context) => (planned ? planOpening(context, planned) : undefined));
    const back = away('web', 'channels');
    await world.runUntil(after(opensAt, DAY));
    back();
    await pass(HOUR + MINUTE);
    expect(thread('web')).toHaveLength(1);
    expect(textOf(await world.boss.type('/community agenda failed'))).not.toContain('opening');
  });

  test('on a platform that the bot ran without when the topic opened are there, whole, once it runs with it again', async () => {
    await world.close();
    world = await createTopicsWorld({
      start: '2026-12-05T10:00:00+03:00',
      settings: { topics: { mirroring: true } },
      also: ['slack'],
    });
    topic = await world.store.autocommit.topics.insertTopic(aTopic(opensAt));
    const planned = await world.store.autocommit.topics.topic(topic);
    await world.contexts.transaction(async (context) => (planned ? planOpening(context, planned) : undefined));
    await world.zahra.pressAnyway('topics:share-as:name');
    await world.runUntil(after(opensAt, MINUTE));
    await post('web', 'one');
    await world.boss.submit(`topics:poll:${topic}`, { question: 'When?', options: 'a\nb', answers: ['one'], names: ['hidden'] });
    await pass(MINUTE);

    const later = await createWorld({ store: world.store, start: new Date(world.clock.now()).toISOString(), also: ['slack', 'discord'] });
    const discord = later.others.find((fake) => fake.platform === 'discord');
    for (let starts = 0; starts < 2; starts += 1) {
      await later.app.prepare();
      await later.runUntil(after(later.clock.now(), MINUTE));
    }
    const there = discord?.posted.filter(({ key }) => key.startsWith('topics:')).map(({ text }) => withoutDirectionControls(text));
    expect(there).toHaveLength(3);
    expect(there?.slice(1)).toEqual([expect.stringContaining('one'), expect.stringContaining('When?')]);
    expect(later.others.find((fake) => fake.platform === 'slack')?.posted).toEqual([]);
  });
});
