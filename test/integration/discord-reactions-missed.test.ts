import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.js';
import { DAY } from '../../src/core/time.js';
import type { Identity, KnownReactions } from '../../src/ports/chat.js';
import { PLATFORM_NEEDS } from '../../src/ports/needs.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type FakeChannel, type FakeMessage, known, requests } from '../support/discord/index.js';
import { createHeardStore } from '../support/heard-store.js';

const OPENING: Message = { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: ['What do you plan?'] }] }] };
const BULB = { id: null, name: '💡' };
const ASKED = requests('GET', /\/reactions\//);

/** Who reacted is asked for after a gap, also where as many reactions stand as were heard. */
describe('reactions on Discord after a gap', () => {
  let harness: DiscordHarness;
  let thread: FakeChannel;
  let store: ReturnType<typeof createHeardStore>;
  beforeEach(async () => {
    store = createHeardStore();
    harness = await startDiscord({
      needs: PLATFORM_NEEDS,
      heard: store,
      before({ world }) {
        world.privileged.content = true;
      },
    });
    const general = await harness.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const none = { mentions: new Map<number, Identity>() };
    const opened = await harness.adapter.threads.open(general, 'Budgets', OPENING, { key: 'topics:7', ...none });
    thread = harness.discord.channel(opened.thread.id);
    harness.inbox.allow(() => true);
  });
  afterEach(() => harness.close());

  const ref = () => ({ platform: 'discord', space: harness.discord.world.guild.id, id: thread.id, kind: 'thread' }) as const;
  const asked = () => harness.discord.requests.filter(ASKED);
  const standing = () => harness.inbox.received.standing.map(({ message, from, isWhole }) => [message.id, from.length, isWhole]);
  const said = async (count: number): Promise<readonly FakeMessage[]> => {
    const messages = Array.from({ length: count }, (_, index) => harness.zainab.say(thread, `word ${index}`));
    await harness.discord.until(() => harness.inbox.received.threads.length >= count, 20_000);
    return messages;
  };
  const heardOf = (messages: readonly FakeMessage[], count = 1): KnownReactions => ({
    emojis: ['💡'],
    heard: messages.map(({ message }) => ({ message: message.id, emoji: '💡', count })),
  });
  /** A process ends, `meanwhile` happens, and another one begins and reads to the end. */
  const away = async (meanwhile: () => void, messages: readonly FakeMessage[], reactions: KnownReactions): Promise<void> => {
    await harness.adapter.stop();
    harness.clock.advance(DAY);
    meanwhile();
    harness.clock.advance(DAY);
    await harness.restart((inbox) => {
      inbox.allow(() => true);
      inbox.open([ref()]);
      inbox.know(messages.map(known));
      inbox.knowReactions(reactions);
    });
    await harness.discord.until(() => store.at === harness.clock.now(), 20_000);
  };

  it('tells who they are where one came and one went, and asks nothing where none stands', async () => {
    const messages = await said(2);
    const [first, bare] = messages;
    if (!first || !bare) throw new Error('nothing said');
    harness.zainab.react(first, BULB);
    await away(
      () => {
        harness.zainab.unreact(first, BULB);
        harness.karwan.react(first, BULB);
      },
      messages,
      heardOf([first]),
    );
    expect(harness.inbox.received.standing).toEqual([
      expect.objectContaining({ message: { conversation: ref(), id: first.message.id }, isWhole: true }),
    ]);
    expect(harness.inbox.received.standing[0]?.from.map(({ user }) => user)).toEqual([harness.karwan.id]);
    expect(asked().every(({ path }) => path.includes(first.message.id))).toBe(true);
  });

  it('reads page by page who they are, those who gave super reactions too', async () => {
    const messages = await said(1);
    const [first] = messages;
    if (!first) throw new Error('nothing said');
    const people = Array.from({ length: 203 }, (_, index) => harness.discord.person(`Member ${index}`));
    await away(
      () => {
        for (const person of people) person.react(first, BULB);
        const given = first.reactions?.get('💡');
        if (!given) throw new Error('nobody reacted');
        first.reactions?.set('💡', { ...given, bursts: new Set(people.slice(0, 2).map(({ id }) => id)) });
      },
      messages,
      heardOf([first], 203),
    );
    expect(standing()).toEqual([[first.message.id, 203, true]]);
    expect(asked().map(({ query }) => [query.get('type'), query.get('after') !== null])).toEqual([
      [null, false],
      [null, true],
      [null, true],
      ['1', false],
    ]);
  });

  it('asks of the newest where there are many, waits for its turn, and says that it did not ask of all', async () => {
    const messages = await said(152);
    for (const message of messages) harness.zainab.react(message, BULB);
    harness.discord.faults.next(ASKED, { type: 'rate-limit', retryAfterSeconds: 3 });
    await away(() => {}, messages, heardOf(messages));
    expect(standing().map(([id]) => id)).toEqual(
      messages
        .slice(2)
        .map(({ message }) => message.id)
        .toReversed(),
    );
    expect(asked().length).toBe(151);
    expect(harness.log.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'a thread on Discord has too many reactions to compare all after a gap',
    ]);
  }, 60_000);
});
