import { PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/time.js';
import type { KnownPost } from '../../src/ports/chat.js';
import { PLATFORM_NEEDS } from '../../src/ports/needs.js';
import { FILE, none, say, toldOf, warningsIn } from '../support/catching-up.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type FakeChannel, known, requests } from '../support/discord/index.js';
import { createHeardStore } from '../support/heard-store.js';
import { filesOf } from '../support/held.js';
import { createManualTimer, type ManualTimer } from '../support/timer.js';
import type { StubInbox } from '../support/web-inbox.js';

describe('catching up on Discord', () => {
  let harness: DiscordHarness;
  let thread: FakeChannel;
  let store: ReturnType<typeof createHeardStore>;
  let timer: ManualTimer;
  afterEach(() => harness.close());

  const start = async (content = true): Promise<void> => {
    store = createHeardStore();
    timer = createManualTimer();
    harness = await startDiscord({
      needs: PLATFORM_NEEDS,
      heard: store,
      timer,
      before({ world }) {
        world.privileged.content = content;
      },
    });
    thread = await open();
    harness.inbox.allow(() => true);
  };
  const open = async (key = 'topics:7'): Promise<FakeChannel> => {
    const general = await harness.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const opened = await harness.adapter.threads.open(general, 'Budgets', say('What do you plan?'), { key, ...none });
    return harness.discord.channel(opened.thread.id);
  };
  const ref = ({ id }: FakeChannel) => ({ platform: 'discord', space: harness.discord.world.guild.id, id, kind: 'thread' }) as const;
  const heard = () => harness.inbox.received.threads;
  const hear = (count: number, ms?: number) => harness.discord.until(() => heard().length >= count, ms);
  const told = () => toldOf(heard());
  const prepared =
    (posts: readonly KnownPost[], also: (inbox: StubInbox) => void = () => {}) =>
    (inbox: StubInbox) => {
      inbox.allow(() => true);
      inbox.open([ref(thread)]);
      inbox.know(posts);
      also(inbox);
    };
  /** A process ends, two days pass in which `meanwhile` happens, and another one begins. */
  const away = async (meanwhile: () => void, posts: readonly KnownPost[], also?: (inbox: StubInbox) => void): Promise<void> => {
    await harness.adapter.stop();
    harness.clock.advance(DAY);
    meanwhile();
    harness.clock.advance(DAY);
    await harness.restart(prepared(posts, also));
  };
  const warnings = () => warningsIn(harness.log);

  it('hears after two days what was posted, edited, deleted and sent as a file meanwhile, each once', async () => {
    await start();
    const { zainab, karwan } = harness;
    const [kept, gone, changed] = ['kept', 'gone', 'changed'].map((text) => zainab.say(thread, text));
    if (!kept || !gone || !changed) throw new Error('nothing said');
    await hear(3);
    const posts = [kept, gone, changed].map(known);
    await away(() => {
      karwan.say(thread, 'the first');
      zainab.erase(gone);
      zainab.edit(changed, 'changed again');
      karwan.say(thread, 'with a file', [FILE]);
      zainab.erase(zainab.say(thread, 'a slip'));
      const edited = zainab.say(thread, 'new');
      zainab.edit(edited, 'new and edited');
      karwan.react(edited, { id: null, name: '💡' });
      karwan.react(edited, { id: '99', name: 'party' });
      karwan.react(kept, { id: null, name: '💡' });
    }, posts);
    await hear(8);
    expect(told().toSorted()).toEqual([
      ['deleted'],
      ['edited', 'changed again'],
      ['edited', 'new and edited'],
      ['posted', 'new and edited'],
      ['posted', 'the first'],
      ['posted', 'with a file'],
      ['reacted'],
      ['reacted'],
    ]);
    const file = heard().find(({ what }) => 'content' in what && what.content?.text === 'with a file');
    expect(await filesOf(file?.what)).toEqual({ read: ['wells.csv'], unread: [] });
    expect(heard().find(({ what }) => what.type === 'deleted')?.message.id).toBe(gone.message.id);
    await harness.discord.until(() => store.at === harness.clock.now());
    expect(JSON.stringify(harness.log)).not.toMatch(/the first|changed again|slip/);
  });

  it('hears nothing again that is known, however often it begins, and reads archived threads too', async () => {
    await start();
    const said = harness.zainab.say(thread, 'known');
    await hear(1);
    await away(() => {
      thread.archived = true;
      thread.locked = true;
    }, [known(said)]);
    await harness.discord.until(() => store.at === harness.clock.now());
    expect(heard()).toEqual([]);
    await harness.adapter.stop();
    harness.zainab.edit(said, 'known otherwise');
    harness.discord.world.privileged.content = true;
    await harness.restart((inbox) => {
      inbox.allow(() => true);
      inbox.keep([ref(thread)]);
      inbox.know([{ ...known(said), at: 0 as never }]);
    });
    await hear(1);
    expect(told()).toEqual([['edited', 'known otherwise']]);
  });

  it('reads page by page, and says so where a thread is too long', async () => {
    await start();
    const { zainab, discord } = harness;
    const old = zainab.say(thread, 'old');
    await hear(1);
    await away(() => {
      for (let index = 0; index < 250; index++) zainab.say(thread, `word ${index}`);
    }, [known(old)]);
    await hear(250, 20_000);
    expect(told().map(([, text]) => text)).toEqual(Array.from({ length: 250 }, (_, index) => `word ${index}`));
    expect(
      discord.requests.filter(requests('GET', `/channels/${thread.id}/messages`)).every(({ query }) => query.get('limit') === '100'),
    ).toBe(true);
    expect(warnings()).toEqual([]);
    await away(() => {
      for (let index = 0; index < 5_001; index++) zainab.say(thread, `more ${index}`);
    }, [known(old)]);
    await hear(5_000, 50_000);
    expect(warnings()).toEqual(['a thread on Discord is too long to be read wholly after a gap']);
    // What was not reached is not taken for deleted.
    expect(told().every(([type]) => type === 'posted')).toBe(true);
  });

  it('tries again until Discord lets it read, and notes nothing before', async () => {
    await start();
    const { zainab, discord } = harness;
    const said = zainab.say(thread, 'kept');
    await hear(1);
    const before = store.at;
    const posts = [known(said)];
    discord.deny(discord.channel(thread.parentId ?? ''), PermissionFlagsBits.ReadMessageHistory);
    await away(() => zainab.say(thread, 'while it could not read'), posts);
    await discord.until(() => timer.waits().includes(MINUTE));
    expect([heard(), store.at]).toEqual([[], before]);
    harness.clock.advance(HOUR);
    zainab.say(thread, 'live');
    await hear(1);
    expect([told(), store.at]).toEqual([[['posted', 'live']], before]);
    discord.channel(thread.parentId ?? '').overwrites.pop();
    timer.ring();
    await hear(2);
    expect(told()[1]).toEqual(['posted', 'while it could not read']);
    await discord.until(() => store.at === harness.clock.now());
  });

  it('goes on where a thread is deleted, and asks for none of another server', async () => {
    await start();
    const { discord } = harness;
    const other = await open('topics:8');
    await away(
      () => {
        discord.world.channels.delete(thread.id);
        harness.zainab.say(other, 'still here');
      },
      [],
      (inbox) => inbox.open([ref(thread), { ...ref(other), space: '1', id: '77' }]),
    );
    await hear(1);
    expect(told()).toEqual([['posted', 'still here']]);
    expect(discord.requests.filter(requests('GET', '/channels/77'))).toEqual([]);
    await discord.until(() => harness.inbox.received.lost.some(({ conversation: { id } }) => id === thread.id));
    await harness.discord.until(() => store.at === harness.clock.now());
  });

  it('reads no word without the intent or the author’s consent', async () => {
    await start();
    await away(
      () => harness.zainab.say(thread, 'not for you'),
      [],
      (inbox) => inbox.allow(() => false),
    );
    await hear(1);
    expect(told()).toEqual([['posted']]);
    await harness.close();
    await start(false);
    await away(() => harness.zainab.say(thread, 'not for you'), []);
    await hear(1);
    expect(told()).toEqual([['posted']]);
    expect(harness.inbox.received.asked).toEqual([]);
  });

  it('hears what a gap of the session held, and notes now and then until when it heard', async () => {
    await start();
    const { discord, zainab, clock } = harness;
    zainab.say(thread, 'heard');
    await hear(1);
    clock.advance(MINUTE);
    zainab.say(thread, 'heard later');
    await hear(2);
    await discord.until(() => store.at === clock.now());
    discord.gateway.forget();
    discord.gateway.cut();
    clock.advance(2 * DAY);
    zainab.say(thread, 'in the gap');
    await hear(3, 20_000);
    expect(told()[2]).toEqual(['posted', 'in the gap']);
    await discord.until(() => store.at === clock.now());
  });
});
