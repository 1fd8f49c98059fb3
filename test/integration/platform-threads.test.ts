import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/time.js';
import { createFeatureSet } from '../../src/feature-api/index.js';
import type { LostThread } from '../../src/feature-api/parts/listener.js';
import { features } from '../../src/features/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { Platform } from '../../src/ports/chat.js';
import { aMember } from '../contract/store/samples.js';
import { suggestions as migration } from '../fixtures/feature/migrations/9000_suggestions.js';
import { runWhatIsDue } from '../support/clock.js';
import { type FakeChannel, requests } from '../support/discord/index.js';
import { channelView } from '../support/discord/views.js';
import { addExampleCatalogues, removeExampleCatalogues } from '../support/example/catalogues.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';

addExampleCatalogues();
afterAll(removeExampleCatalogues);
// After its texts: where settings are declared, those of their form are checked.
const { suggestionsChannel } = await import('../fixtures/feature/src/features/suggestions/channels.js');
const { suggestions } = await import('../fixtures/feature/src/features/suggestions/index.js');
const { suggestionsStore } = await import('../fixtures/feature/src/features/suggestions/store.js');

const KEY = 'suggestions:7';
const OTHER = 'suggestions:8';

/** Threads from the plan to what people see, through the whole app, the real SDKs and the fakes of both platforms. */
describe.each(['text', 'forum'] as const)('threads of the whole app, on Slack and in a %s channel of Discord', (channel) => {
  let house: PlatformApp;
  let gone: string[];
  let locked: string[];
  let first: number;
  let second: number;

  beforeEach(async () => {
    gone = [];
    locked = [];
    const inThreads = { ...suggestionsChannel, inThreads: true };
    const listener = {
      heard: async () => {},
      async threadGone(_context: unknown, { key, platform, how }: LostThread) {
        if (how === 'locked') locked.push(key);
        else gone.push(platform);
        return false;
      },
    };
    house = await startPlatformApp({
      features: createFeatureSet([...features.all, { ...suggestions, channels: [inThreads], listener }]),
      organisersChannelOn: ['discord'],
      before: (discord) => void (channel === 'forum' ? discord.forum('suggestions') : discord.textChannel('suggestions')),
    });
    const { database, autocommit } = house.store;
    await migration(database.traits).up(database.db);
    const author = await autocommit.members.insert(aMember());
    const at = house.clock.now();
    first = await suggestionsStore(autocommit.tx).insert({ author, text: 'What do you plan?', at });
    second = await suggestionsStore(autocommit.tx).insert({ author, text: 'And how?', at });
    await house.settle();
  });
  afterEach(() => house.close());

  const to = { to: 'thread', thread: KEY, of: suggestionsChannel.name, title: 'Plans' } as const;
  const engine = () => house.app.contexts.autocommit.deliveries;
  const now = () => house.clock.now();
  const plan = (key: string, suggestion: number) =>
    engine().plan({ key, kind: 'suggestions.posted', args: { suggestion }, to, dueAt: now() });
  /** Runs what is due within this time. */
  const runFor = (ms: number) => runWhatIsDue(house.clock, ms, { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() });
  const savedOn = (platform: Platform) => house.app.contexts.autocommit.conversations.find(KEY, platform);
  const stateOf = async (key: string) => {
    const found = await engine().find(key);
    return [found?.state, found?.reason];
  };
  const plainly = (text: string) => withoutDirectionControls(text).replaceAll('\\', '');
  const discordThread = async () => house.discord.channel((await savedOn('discord'))?.id ?? '');
  /** What stands in the thread of each space, without the opening post of a text channel, which stands above its thread. */
  const onDiscord = async () =>
    house.dilan
      .sees(await discordThread())
      .map((message) => plainly(house.discord.words(message)))
      .filter((text) => text !== '');
  const onSlack = async () => {
    const [, ts] = ((await savedOn('slack'))?.id ?? '').split(':');
    return house.slack.messages.filter((each) => each.ts === ts || each.thread === ts).map((each) => plainly(visibleText(each)));
  };
  /** Somebody locks or unlocks a thread. */
  const lock = (thread: FakeChannel, isLocked: boolean) => {
    thread.locked = isLocked;
    // As Discord told it then, whatever becomes of the thread.
    const data = structuredClone(channelView(house.discord.world, thread));
    house.discord.gateway.dispatch({ type: 'THREAD_UPDATE', intents: GatewayIntentBits.Guilds, channel: thread, data });
  };
  /** What Discord has told so far is handled. */
  const heardOnDiscord = async () => {
    const before = locked.filter((key) => key === OTHER).length;
    const other = await house.app.contexts.autocommit.conversations.find(OTHER, 'discord');
    house.clock.advance(1);
    lock(house.discord.channel(other?.id ?? ''), true);
    await expect.poll(() => locked.filter((key) => key === OTHER).length).toBe(before + 1);
  };
  const below = channel === 'forum' ? 1 : 0;

  it('closes it after its messages although an answer is lost, reopens it, and removes a message everywhere', async () => {
    await plan('one', first);
    await runFor(MINUTE);
    await plan('two', second);
    house.discord.faults.next(requests('PATCH', /^\/channels\/\d+$/), { type: 'drop', commit: true });
    await engine().closeThread({ key: 'close', thread: to, dueAt: now() });
    await runFor(MINUTE);
    expect((await discordThread()).locked).toBe(true);
    expect(await stateOf('close@discord')).toEqual(['sent', null]);
    expect(await stateOf('close@slack')).toEqual(['sent', null]);
    expect((await onDiscord())[below]).toContain('And how?');
    await engine().remove('two', now());
    await engine().reopenThread({ key: 'reopen', thread: to, dueAt: now() });
    await runFor(MINUTE);
    expect([await onDiscord(), await onSlack()].flat().filter((text) => text.includes('And how?'))).toEqual([]);
    expect(await onSlack()).toHaveLength(1);
    expect(await discordThread()).toMatchObject({ locked: false, archived: false });
  });

  it('removes what a member wrote where the platform allows it', async () => {
    await plan('one', first);
    await runFor(MINUTE);
    const conversation = await savedOn('discord');
    if (!conversation) throw new Error('no thread');
    const { message } = house.dilan.say(house.discord.channel(conversation.id), 'something rude');
    expect(house.app.contexts.autocommit.platforms.mayRemove('discord')).toBe(true);
    expect(house.app.contexts.autocommit.platforms.mayRemove('slack')).toBe(false);
    await engine().removeMessage({ conversation, id: message.id }, now());
    await runFor(MINUTE);
    expect((await onDiscord()).join()).not.toContain('rude');
  });

  it('edits its messages, the opening post too', async () => {
    await plan('one', first);
    await plan('two', second);
    await runFor(MINUTE);
    const { database } = house.store;
    await database.db.withTables<{ suggestions: { text: string } }>().updateTable('suggestions').set({ text: 'Changed' }).execute();
    for (const key of ['one', 'two']) await engine().refresh(key, now());
    await runFor(MINUTE);
    expect(await onSlack()).toEqual([expect.stringContaining('Changed'), expect.stringContaining('Changed')]);
    expect(await onDiscord()).toHaveLength(1 + below);
    for (const text of await onDiscord()) expect(text).toContain('Changed');
  });

  it('is told to be locked by people only, however late Discord tells what the bot has done', async () => {
    await plan('one', first);
    await engine().plan({
      key: 'other',
      kind: 'suggestions.posted',
      args: { suggestion: second },
      to: { ...to, thread: OTHER },
      dueAt: now(),
    });
    await runFor(MINUTE);
    const thread = await discordThread();
    const { gateway } = house.discord;
    const wrongly = () => locked.filter((key) => key !== OTHER);
    // Discord tells of a lock while the bot is about to reopen the thread.
    gateway.hold();
    await engine().closeThread({ key: 'close', thread: to, dueAt: now() });
    await runFor(MINUTE);
    expect(thread.locked).toBe(true);
    await engine().reopenThread({ key: 'reopen', thread: to, dueAt: now() });
    gateway.release();
    await heardOnDiscord();
    expect(wrongly()).toEqual([]);
    await runFor(MINUTE);
    expect(thread.locked).toBe(false);
    // And after it reopened the thread, in whatever order.
    gateway.hold();
    await engine().closeThread({ key: 'close-2', thread: to, dueAt: now() });
    await runFor(MINUTE);
    await engine().reopenThread({ key: 'reopen-2', thread: to, dueAt: now() });
    await runFor(MINUTE);
    expect(thread.locked).toBe(false);
    gateway.release('last-to-first');
    await heardOnDiscord();
    expect(wrongly()).toEqual([]);
    // Somebody locks it, and unlocks it before that is heard.
    gateway.hold();
    lock(thread, true);
    lock(thread, false);
    gateway.release();
    await heardOnDiscord();
    expect(wrongly()).toEqual([]);
    lock(thread, true);
    await expect.poll(wrongly).toEqual([KEY]);
  });

  it('sends by itself what failed while somebody had locked it: in order, once', async () => {
    await plan('one', first);
    await runFor(MINUTE);
    const thread = await discordThread();
    const change = (isLocked: boolean) => lock(thread, isLocked);
    house.discord.deny(house.discord.channel(thread.parentId ?? ''), PermissionFlagsBits.ManageThreads);
    change(true);
    await plan('two', second);
    await plan('three', first);
    await runFor(MINUTE);
    expect([await stateOf('two@discord'), await stateOf('three@discord')]).toEqual([
      ['failed', 'thread-locked'],
      ['failed', 'thread-locked'],
    ]);
    expect(await onSlack()).toHaveLength(3);
    change(false);
    await expect.poll(() => stateOf('three@discord')).not.toEqual(['failed', 'thread-locked']);
    await runFor(MINUTE);
    change(false);
    await house.settle();
    await runFor(MINUTE);
    expect([await stateOf('two@discord'), await stateOf('three@discord')]).toEqual([
      ['sent', null],
      ['sent', null],
    ]);
    expect((await onDiscord()).slice(below).map((text) => text.includes('And how?'))).toEqual([true, false]);
  });

  it('is told to be gone once, and opened anew by reopening it, with what failed', async () => {
    await plan('one', first);
    await runFor(HOUR);
    const [formerly, before] = [await savedOn('discord'), await savedOn('slack')];
    house.discord.remove(await discordThread());
    house.slack.messages.splice(
      0,
      house.slack.messages.length,
      ...house.slack.messages.filter(({ ts }) => ts !== before?.id.split(':')[1]),
    );
    await plan('two', second);
    await runFor(HOUR);
    expect([await stateOf('two@discord'), await stateOf('two@slack')]).toEqual([
      ['failed', 'thread-gone'],
      ['failed', 'thread-gone'],
    ]);
    expect([...new Set(gone)].toSorted()).toEqual(['discord', 'slack']);
    const organisers = [...house.discord.world.channels.values()].find(({ name }) => name === 'organisers');
    const told = organisers ? house.dilan.sees(organisers).map((message) => plainly(house.discord.words(message))) : [];
    expect(told.filter((text) => text.includes('Someone deleted a thread'))).toHaveLength(2);

    house.clock.advance(9 * DAY);
    await engine().reopenThread({ key: 'reopen', thread: to, dueAt: now() });
    await runFor(MINUTE);
    expect((await savedOn('discord'))?.id).not.toBe(formerly?.id);
    expect((await savedOn('slack'))?.id).not.toBe(before?.id);
    expect((await onSlack())[0]).toContain('What do you plan?');
    // What failed was useful for a week.
    expect(await stateOf('two@slack')).toEqual(['dropped', 'too-late']);
    await plan('three', second);
    await runFor(MINUTE);
    expect((await onSlack())[1]).toContain('And how?');
    expect((await onDiscord())[below]).toContain('And how?');
    const parent = house.discord.channel((await discordThread()).parentId ?? '');
    // The post below which the former thread stood is gone too.
    const posts = house.dilan.sees(parent).filter((message) => house.discord.words(message).includes('What do you plan?'));
    expect(posts).toHaveLength(channel === 'text' ? 1 : 0);
    expect(await house.store.autocommit.community.fact('platform.problems')).not.toContain('thread-gone');
    expect(house.slack.channels.get(SLACK_CHANNELS.general)?.archived).not.toBe(true);
  });
});
