import { ChannelType, GatewayIntentBits, MessageType, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.js';
import { HOUR, MINUTE } from '../../src/core/time.js';
import type { Identity } from '../../src/ports/chat.js';
import { PLATFORM_NEEDS } from '../../src/ports/needs.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type FakeChannel, known, requests } from '../support/discord/index.js';
import { postMessage, resolveLinks } from '../support/discord/messages.js';
import { openThread } from '../support/discord/threads.js';
import { channelView } from '../support/discord/views.js';
import { filesOf } from '../support/held.js';
import { eventLoopTurns } from '../support/turns.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const none = { mentions: new Map<number, Identity>() };

describe('what happens in threads on Discord', () => {
  let harness: DiscordHarness;
  let thread: FakeChannel;
  afterEach(() => harness.close());

  const start = async ({ granted = true, asked = true } = {}): Promise<void> => {
    harness = await startDiscord({
      ...(asked && { needs: PLATFORM_NEEDS }),
      before({ world }) {
        world.privileged.content = granted;
      },
    });
    const general = await harness.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const opened = await harness.adapter.threads.open(general, 'Budgets', say('What do you plan?'), { key: 'topics:7', ...none });
    thread = harness.discord.channel(opened.thread.id);
    harness.inbox.allow(() => true);
  };
  const heard = () => harness.inbox.received.threads;
  const hear = (count: number) => harness.discord.until(() => heard().length >= count);
  const contents = () => heard().map(({ what }) => ('content' in what ? what.content?.text : undefined));

  it('is told only of people: not of bots, renamed threads and links that Discord resolves', async () => {
    await start();
    const { discord, zainab } = harness;
    const robot = discord.person('Robot', { bot: true });
    const beep = robot.say(thread, 'beep');
    robot.react(beep);
    robot.unreact(beep);
    robot.edit(beep, 'boop');
    robot.erase(beep);
    postMessage(discord.world, discord.gateway, thread, {}, [], { author: zainab.id, system: MessageType.ChannelNameChange });
    const linked = zainab.say(thread, 'see https://example.org');
    resolveLinks(discord.world, discord.gateway, thread, linked);
    zainab.say(thread, 'that is all');
    await hear(2);
    expect(contents()).toEqual(['see https://example.org', 'that is all']);
    zainab.edit(linked, 'no longer');
    // Looked through for codes that others must not read, also what was changed.
    await discord.until(() => harness.inbox.overheardTexts.includes('no longer'));
  });

  it('comes as readers see it', async () => {
    await start();
    const { discord, zainab, karwan, channels } = harness;
    const words = `<@${karwan.id}> <@1> <#${channels.coffee.id}> <#${channels.organisers.id}> <a:party:99> <https://example.org> **bold** <t:0:f> </coffee join:7>`;
    zainab.say(thread, words);
    await hear(1);
    expect(contents()).toEqual([
      '@Karwan @unknown-user #coffee #unknown :party: https://example.org **bold** 1970-01-01 00:00 UTC /coffee join',
    ]);
    expect(discord.refusals).toEqual([]);
  });

  it.each([
    { granted: false, asked: true },
    { granted: true, asked: false },
  ])(
    'comes without words where Discord gives the bot none (granted: $granted, asked: $asked)',
    async (intents) => {
      await start(intents);
      harness.zainab.say(thread, 'hello');
      harness.zainab.say(thread, `<@${harness.discord.world.bot.id}> hello`);
      await hear(2);
      expect(contents()).toEqual([undefined, undefined]);
      expect(harness.inbox.received.asked).toEqual([]);
      expect(harness.problems.map(({ code }) => code)).toEqual(intents.asked ? ['content-intent-missing'] : []);
    },
    30_000,
  );

  it('has only its files where no more may be read', async () => {
    await start();
    harness.inbox.allow(() => 'files');
    harness.zainab.say(thread, 'only for you', [{ name: 'slides.txt', mediaType: 'text/plain', bytes: new Uint8Array(2) }]);
    await hear(1);
    const what = heard()[0]?.what;
    expect(what?.type === 'posted' && [what.content?.text, what.content?.files.map(({ name }) => name)]).toEqual(['', ['slides.txt']]);
    expect(JSON.stringify(heard())).not.toContain('only for you');
  });

  it('leaves out a file that is too large or gone, and says nothing of it in the log', async () => {
    await start();
    const file = (name: string, size: number) => ({ name, mediaType: 'text/plain', bytes: new Uint8Array(size) });
    harness.discord.gateway.hold();
    harness.zainab.say(thread, 'two files', [file('gone-secret.txt', 1), file('kept.txt', 2)]);
    const [gone] = [...harness.discord.world.files.keys()];
    harness.discord.world.files.delete(gone ?? '');
    harness.discord.gateway.release();
    await hear(1);
    expect(await filesOf(heard()[0]?.what)).toEqual({ read: ['kept.txt'], unread: ['gone-secret.txt'] });
    expect(JSON.stringify(harness.log)).not.toContain('secret');
  });

  it('goes on after a message of an unexpected shape', async () => {
    await start();
    const { discord, zainab } = harness;
    const { message } = zainab.say(thread, 'before');
    await hear(1);
    const odd = { ...message, id: discord.world.id(), guild_id: discord.world.guild.id, mentions: [null], content: 'odd-secret' };
    discord.gateway.dispatch({ type: 'MESSAGE_CREATE', channel: thread, data: odd });
    zainab.say(thread, 'after');
    await hear(2);
    expect(contents()).toEqual(['before', 'after']);
    expect(harness.log.filter(({ level }) => level !== 'info').map(({ message: words }) => words)).toEqual([
      'a packet from Discord could not be read',
    ]);
    expect(JSON.stringify(harness.log)).not.toContain('odd-secret');
  });

  it('names the author of a deleted message if it is known', async () => {
    await start();
    const { zainab, karwan, discord } = harness;
    const message = zainab.say(thread, 'a slip');
    await hear(1);
    zainab.erase(message);
    await hear(2);
    expect(heard()[1]).toMatchObject({ from: { user: zainab.id }, what: { type: 'deleted' } });
    const old = karwan.say(thread, 'an old slip');
    await hear(3);
    harness.clock.advance(2 * HOUR);
    await harness.restart();
    discord.gateway.dispatch({ type: 'MESSAGE_DELETE_BULK', data: bulk([old.message.id]) });
    await hear(1);
    expect(heard().at(-1)).toMatchObject({ from: null, what: { type: 'deleted' }, message: { id: old.message.id } });
  });

  const bulk = (ids: readonly string[]) => ({ ids, channel_id: thread.id, guild_id: harness.discord.world.guild.id });

  it('is told of each change of a reaction, and asks Discord little about other posts', async () => {
    await start();
    const { zainab, discord, channels, adapter } = harness;
    const general = await adapter.channel('general');
    if (!general) throw new Error('no channel');
    const other = await adapter.post(general, say('No thread here'), { key: 'other', ...none });
    const bare = channels.general.messages.find(({ message }) => message.id === other.id);
    const mine = zainab.say(channels.general, 'mine');
    const opening = channels.general.messages.find(({ message }) => message.id === thread.id);
    if (!bare || !opening) throw new Error('no posts');
    for (const message of [bare, bare, mine]) zainab.react(message);
    zainab.react(opening, { id: '99', name: 'party' });
    zainab.unreact(opening, { id: '99', name: 'party' });
    zainab.react(opening, { id: '99', name: 'party' });
    await hear(3);
    expect(heard().map(({ what }) => what)).toEqual(['reacted', 'unreacted', 'reacted'].map((type) => ({ type, emoji: 'party' })));
    expect(new Set(heard().map(({ eventId }) => eventId)).size).toBe(3);
    const lookups = () => discord.requests.filter(requests('GET', `/channels/${other.id}`));
    await discord.until(() => lookups().length > 0);
    zainab.react(bare);
    zainab.unreact(opening, { id: '99', name: 'party' });
    await hear(4);
    expect(lookups()).toHaveLength(1);
    expect(discord.requests.filter(requests('GET', `/channels/${mine.message.id}`))).toEqual([]);
  });

  it('is read again when the session was lost, and after a restart', async () => {
    await start();
    const { discord, zainab, clock } = harness;
    zainab.say(thread, 'heard');
    await hear(1);
    clock.advance(MINUTE);
    discord.gateway.forget();
    zainab.say(thread, 'in the gap');
    discord.gateway.cut();
    await discord.until(() => heard().length === 2);
    expect(contents()).toEqual(['heard', 'in the gap']);
    await harness.adapter.stop();
    clock.advance(2 * HOUR);
    zainab.say(thread, 'while it was away');
    await harness.restart();
    await hear(1);
    expect(heard()).toMatchObject([{ what: { type: 'posted' }, conversation: { id: thread.id } }]);
  });

  it('is noticed of what is known, however old, when it was edited or deleted in a gap', async () => {
    await start();
    const { discord, zainab, clock } = harness;
    const [kept, gone, changed] = ['kept', 'gone', 'changed'].map((text) => zainab.say(thread, text));
    if (!kept || !gone || !changed) throw new Error('nothing said');
    await hear(3);
    harness.inbox.know([kept, gone, changed].map(known));
    clock.advance(3 * HOUR);
    zainab.say(thread, 'much later');
    await hear(4);
    clock.advance(MINUTE);
    discord.gateway.forget();
    zainab.erase(gone);
    zainab.edit(changed, 'changed again');
    discord.gateway.cut();
    await discord.until(() => heard().length === 6);
    expect(heard().slice(4)).toMatchObject([
      { what: { type: 'edited', content: { text: 'changed again' } }, message: { id: changed.message.id } },
      { what: { type: 'deleted' }, message: { id: gone.message.id } },
    ]);
  });

  it('is not read any more once it is deleted, also while the history is being read', async () => {
    await start();
    const { discord, zainab, clock, inbox } = harness;
    zainab.say(thread, 'heard');
    await hear(1);
    clock.advance(MINUTE);
    let readOn = () => {};
    inbox.allow(async () => {
      await new Promise<void>((resolve) => {
        readOn = resolve;
      });
      inbox.allow(() => true);
      return true;
    });
    discord.gateway.forget();
    zainab.say(thread, 'first');
    const slip = zainab.say(thread, 'a slip of the tongue');
    discord.gateway.cut();
    await discord.until(() => inbox.received.asked.length === 2);
    zainab.erase(slip);
    zainab.say(thread, 'last');
    await eventLoopTurns();
    readOn();
    await discord.until(() => contents().includes('last'));
    expect(contents()).not.toContain('a slip of the tongue');
    expect(contents()).toContain('first');
  });

  it('is told to be gone, with its channel or alone, or locked, also when that happened in a gap', async () => {
    await start();
    const { discord, inbox, adapter } = harness;
    const general = await adapter.channel('general');
    if (!general) throw new Error('no channel');
    const another = async (key: string) => (await adapter.threads.open(general, key, say(key), { key, ...none })).thread;
    const opened = [await another('one'), await another('two')];
    const [one, two] = opened;
    if (!one || !two) throw new Error('nothing is open');
    const lost = () => inbox.received.lost.map(({ conversation: { id }, how }) => [id, how]);
    await adapter.threads.close(one);
    await discord.until(() => lost().length === 1);
    discord.remove(discord.channel(one.id));
    await discord.until(() => lost().length >= 2);
    expect(lost()).toEqual([
      [one.id, 'locked'],
      [one.id, 'deleted'],
    ]);
    inbox.open([{ ...one, id: thread.id }, two]);
    discord.gateway.forget();
    discord.world.channels.delete(two.id);
    discord.gateway.cut();
    await discord.until(() => lost().length === 3);
    expect(inbox.received.unlocked.map(({ conversation: { id } }) => id)).toContain(thread.id);
    discord.remove(discord.channel(thread.parentId ?? ''));
    await discord.until(() => lost().length === 4);
    expect(lost().slice(2)).toEqual([
      [two.id, 'deleted'],
      [thread.id, 'channel-deleted'],
    ]);
  });

  it('is not asked for where somebody locks a thread of theirs', async () => {
    await start();
    const { discord, inbox, zainab, channels } = harness;
    const lock = (locked: FakeChannel) => {
      locked.locked = true;
      const data = channelView(discord.world, locked);
      discord.gateway.dispatch({ type: 'THREAD_UPDATE', intents: GatewayIntentBits.Guilds, channel: locked, data });
    };
    const theirs = openThread(discord.world, discord.gateway, {
      parent: channels.general,
      type: ChannelType.PublicThread,
      body: { name: 'Ours' },
      owner: zainab.id,
    });
    lock(theirs);
    lock(thread);
    await discord.until(() => inbox.received.lost.length > 0);
    expect(inbox.received.lost.map(({ conversation: { id }, how }) => [id, how])).toEqual([[thread.id, 'locked']]);
    const asked = [thread, theirs].map(({ id }) => discord.requests.some(({ path }) => path.endsWith(`/channels/${id}`)));
    expect(asked).toEqual([true, false]);
  });

  it('is not taken for deleted where the bot may not read the history', async () => {
    await start();
    const { discord, zainab, clock } = harness;
    const said = zainab.say(thread, 'kept');
    await hear(1);
    harness.inbox.know([known(said)]);
    const history = requests('GET', /\/messages$/);
    const before = discord.requests.filter(history).length;
    clock.advance(MINUTE);
    discord.gateway.forget();
    discord.deny(discord.channel(thread.parentId ?? ''), PermissionFlagsBits.ReadMessageHistory);
    discord.gateway.cut();
    await discord.until(() => discord.requests.filter(history).length > before);
    zainab.say(thread, 'the next');
    await hear(2);
    expect(contents()).toEqual(['kept', 'the next']);
  });
});
