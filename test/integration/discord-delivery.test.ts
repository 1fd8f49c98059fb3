import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.js';
import { after, DAY, HOUR } from '../../src/core/time.js';
import { type ConversationRef, DeliveryError, type Identity } from '../../src/ports/chat.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { requests } from '../support/discord/index.js';
import { deliverAsTheJob, loseAnswersOnDiscord } from '../support/dropped-answers.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const none = { mentions: new Map<number, Identity>() };
const MESSAGES = /^\/channels\/\d+\/messages$/;

describe('deliveries on Discord', () => {
  let harness: DiscordHarness;
  let general: ConversationRef;
  beforeEach(async () => {
    harness = await startDiscord();
    const found = await harness.adapter.channel('general');
    if (!found) throw new Error('no general channel');
    general = found;
  });
  afterEach(() => harness.close());

  const identity = (user: string): Identity => ({ platform: 'discord', space: harness.discord.world.guild.id, user });
  const shown = () => harness.channels.general.messages.map((message) => harness.discord.words(message));

  it('shows a message exactly once when the line is cut after the commit', async () => {
    const { shown, expected } = await loseAnswersOnDiscord(30);
    expect(shown).toEqual(expected);
  });

  it('finishes a message of several parts where it was broken off', async () => {
    const text = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
    const { faults } = harness.discord;
    let posts = 0;
    faults.next((request) => requests('POST', MESSAGES)(request) && ++posts > 1, { type: 'drop', commit: true }, 2);
    await deliverAsTheJob(harness, { to: general, message: say(text), key: 'long' });
    const words = shown().join(' ').split(/\s+/);
    expect(words).toEqual(text.split(' '));
    const found = await harness.adapter.find(general, 'long');
    expect(found?.id.split('+')).toHaveLength(harness.channels.general.messages.length);
  });

  it('removes what stands of a message that was broken off', async () => {
    const text = Array.from({ length: 1_500 }, (_, index) => `word${index}`).join(' ');
    let posts = 0;
    harness.discord.faults.next((request) => requests('POST', MESSAGES)(request) && ++posts > 1, { type: 'drop', commit: false }, 10);
    await expect(harness.adapter.post(general, say(text), { key: 'long', ...none })).rejects.toMatchObject({ outcome: 'ambiguous' });
    expect(shown()).toHaveLength(1);
    expect(await harness.adapter.find(general, 'long')).toBeUndefined();
    const remains = await harness.adapter.remains?.(general, 'long');
    expect(remains).toBeDefined();
    if (remains) await harness.adapter.remove(remains);
    expect(harness.zainab.sees(harness.channels.general)).toEqual([]);
    expect(await harness.adapter.remains?.(general, 'long')).toBeUndefined();
  });

  it('finds its message behind many others, and none of somebody else’s', async () => {
    const posted = await harness.adapter.post(general, say('mine'), { key: 'mine', ...none });
    for (let index = 0; index < 250; index += 1) harness.zainab.say(harness.channels.general, `chat ${index}`);
    expect(await harness.adapter.find(general, 'mine')).toEqual(posted);
    expect(await harness.adapter.find(general, 'other')).toBeUndefined();
  });

  it('does not say that a message is not there when it could not look back far enough', async () => {
    const since = harness.clock.now();
    const posted = await harness.adapter.post(general, say('found me'), { key: 'mine', ...none });
    const other = harness.discord.person('Talkative');
    for (let index = 0; index < 1_000; index += 1) other.say(harness.channels.general, `chatter ${index}`);
    await expect(harness.adapter.find(general, 'mine', since)).rejects.toMatchObject({ outcome: 'ambiguous' });
    // It was due when our clock was an hour or a day ahead, and went out long before that.
    for (const ahead of [HOUR, DAY])
      await expect(harness.adapter.find(general, 'mine', after(since, ahead))).rejects.toMatchObject({ outcome: 'ambiguous' });
    expect(await harness.adapter.find(general, 'mine', after(since, 2 * DAY))).toBeUndefined();
    for (const message of harness.channels.general.messages.splice(1, 10)) expect(message.message.id).not.toBe(posted.id);
    expect(await harness.adapter.find(general, 'mine', since)).toEqual(posted);
  });

  it('does not wait for a day to try a refused token again when the clock steps back', async () => {
    const { faults } = harness.discord;
    const post = (key: string) => harness.adapter.post(general, say(key), { key, ...none });
    faults.next(requests('POST', MESSAGES), { type: 'status', status: 401, commit: false });
    await expect(post('a')).rejects.toBeInstanceOf(DeliveryError);
    await expect(post('a')).rejects.toMatchObject({ outcome: 'wait' });
    harness.clock.advance(-DAY);
    await post('a');
    expect(shown()).toEqual(['a']);
  });

  it('keeps its key through an edit, and its files', async () => {
    const file = { name: 'قائمة.csv', mediaType: 'text/csv', bytes: new Uint8Array([1, 2, 3]) };
    const posted = await harness.adapter.post(general, { ...say('before'), files: [file] }, { key: 'edited', ...none });
    await harness.adapter.update(posted, say('after'), none);
    expect(shown()).toEqual(['after']);
    expect(await harness.adapter.find(general, 'edited')).toEqual(posted);
    const [message] = harness.channels.general.messages;
    expect(message?.message.attachments).toMatchObject([{ title: 'قائمة.csv', size: 3 }]);
    expect(JSON.stringify(message?.message.components)).toContain('attachment://0-file.csv');
  });

  it('pings the members meant and nobody else, in edits too', async () => {
    const mentions = new Map([[5, identity(harness.zainab.id)]]);
    const words: Message = {
      cards: [
        {
          language: 'en',
          blocks: [
            {
              type: 'paragraph',
              text: [
                { type: 'mention', member: 5 as never, name: 'Zainab' },
                ' meet ',
                { type: 'mention', member: 6 as never, name: '@everyone' },
              ],
            },
            { type: 'quote', text: [`@everyone @here <@${harness.karwan.id}> <@&${harness.discord.world.guild.id}>`] },
          ],
        },
      ],
    };
    const posted = await harness.adapter.post(general, words, { key: 'ping', mentions });
    await harness.adapter.update(posted, words, { mentions });
    const [message] = harness.channels.general.messages;
    expect(message?.pings).toEqual(Array.from({ length: 2 }, () => ({ users: [harness.zainab.id], roles: [], everyone: false })));
  });

  it('waits as long as Discord asks, and lets other channels go on', async () => {
    const coffee = await harness.adapter.channel('coffee');
    if (!coffee) throw new Error('no coffee channel');
    harness.discord.faults.next(requests('POST', `/channels/${general.id}/messages`), { type: 'rate-limit', retryAfterSeconds: 7 });
    const failure = await harness.adapter.post(general, say('slow'), { key: 'slow', ...none }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ outcome: 'wait' });
    expect((failure as DeliveryError).retryAfterMs).toBeGreaterThanOrEqual(7_000);
    // The wait is there for whoever watches: by its route, without ids.
    const [waited] = harness.metrics.told.waiting;
    expect(waited?.slice(0, 2)).toEqual(['discord', 'POST /channels/:id/messages']);
    expect(waited?.[2]).toBeGreaterThanOrEqual(7_000);
    await harness.adapter.post(coffee, say('quick'), { key: 'quick', ...none });
    const before = harness.discord.requests.length;
    await expect(harness.adapter.post(general, say('next'), { key: 'next', ...none })).rejects.toMatchObject({ outcome: 'wait' });
    expect(harness.discord.requests).toHaveLength(before);
    expect(harness.channels.coffee.messages).toHaveLength(1);
  });

  it('waits out a short limit by itself, in order', async () => {
    harness.discord.limit({ posts: { limit: 2, windowMs: 300 } });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => harness.adapter.post(general, say(text), { key: text, ...none })));
    expect(shown()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it.each([403, 429] as const)(
    'opens no direct conversation after 40003 (with status %i), keeps those that are open, and tells once',
    async (status) => {
      harness.discord.world.directMessages.status = status;
      const open = await harness.adapter.openDirect(identity(harness.zainab.id));
      harness.discord.world.directMessages.stopped = true;
      for (const person of [harness.karwan, harness.haider, harness.karwan]) {
        const failure = await harness.adapter.openDirect(identity(person.id)).catch((error: unknown) => error);
        expect(failure).toMatchObject({ outcome: 'wait' });
        expect((failure as DeliveryError).retryAfterMs).toBeGreaterThan(23 * 3_600_000);
      }
      expect(harness.discord.requests.filter(({ path, method }) => method === 'POST' && path === '/users/@me/channels')).toHaveLength(2);
      expect(harness.problems.filter(({ code }) => code === 'direct-messages-stopped')).toHaveLength(1);
      await harness.adapter.post(open, say('still'), { key: 'still', ...none });
      harness.clock.advance(25 * 3_600_000);
      harness.discord.world.directMessages.stopped = false;
      expect((await harness.adapter.openDirect(identity(harness.karwan.id))).kind).toBe('direct');
    },
  );

  it('says that a person takes no direct messages, or is gone', async () => {
    const direct = await harness.adapter.openDirect(identity(harness.zainab.id));
    harness.discord.world.closedToMessages.add(harness.zainab.id);
    await expect(harness.adapter.post(direct, say('x'), { key: 'x', ...none })).rejects.toMatchObject({ outcome: 'unreachable' });
    harness.karwan.leave();
    await expect(
      harness.adapter.openGroup('coffee:9', [identity(harness.zainab.id), identity(harness.karwan.id)], 'Coffee'),
    ).rejects.toMatchObject({
      outcome: 'unreachable',
    });
    expect(harness.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['direct-closed', 'member-gone']));
  });

  it.each([
    ['of Discord, whose code is 0', { message: '404: Not Found', code: 0 }, 'unreachable', 1],
    ['of a server that repeats the status as its code', { message: 'not found', code: 404 }, 'unreachable', 1],
    // What has no code is no answer of Discord: a proxy, or a wrong address.
    ['of somebody else', '<html>Not found</html>', 'ambiguous', 2],
  ])('takes a 404 %s, for what it is', async (_what, body, outcome, most) => {
    harness.discord.faults.next(requests('POST', MESSAGES), { type: 'status', status: 404, commit: false, body }, 5);
    const before = harness.discord.requests.filter(({ method }) => method === 'POST').length;
    await expect(harness.adapter.post(general, say('x'), { key: 'x', ...none })).rejects.toMatchObject({ outcome });
    expect(harness.discord.requests.filter(({ method }) => method === 'POST').length - before).toBeLessThanOrEqual(most);
  });

  it('opens one thread for a group although the line was cut after the commit', async () => {
    harness.discord.faults.next(requests('POST', /threads$/), { type: 'drop', commit: true });
    const people = [identity(harness.zainab.id), identity(harness.karwan.id)];
    const group = await harness.adapter.openGroup('coffee:17', people, 'Zainab · Karwan');
    expect(harness.discord.threads().map(({ id }) => id)).toEqual([group.id]);
    const [thread] = harness.discord.threads();
    expect(thread?.name).toMatch(/^Zainab · Karwan #[a-z2-9]{6}$/);
    expect([...(thread?.members ?? [])]).toEqual([harness.discord.world.bot.id, harness.zainab.id, harness.karwan.id]);
    if (thread) thread.archived = true;
    await harness.restart();
    expect(await harness.adapter.openGroup('coffee:17', people, 'Another title')).toEqual(group);
    expect(thread?.archived).toBe(false);
  });

  it('tells what becomes of a group that has no room, or whose archived threads it may not list', async () => {
    const open = () => harness.adapter.openGroup('coffee:9', [identity(harness.zainab.id)], 'Coffee');
    const codes = () => harness.problems.map(({ code }) => code);
    harness.discord.world.activeThreads = 0;
    // Threads are archived by and by, so this comes again.
    await expect(open()).rejects.toMatchObject({ outcome: 'wait' });
    expect(codes()).toEqual(['threads-full']);
    harness.discord.world.activeThreads = 1000;
    await harness.restart();
    harness.discord.faults.next(requests('GET', /threads\/archived/), {
      type: 'status',
      status: 403,
      commit: false,
      body: { code: 50_001, message: 'Missing Access' },
    });
    await expect(open()).rejects.toMatchObject({ outcome: 'unreachable' });
    expect(harness.discord.threads()).toEqual([]);
    expect(await open()).toMatchObject({ kind: 'group' });
  });

  it('wakes an archived thread to change a message there, and tells of a locked one', async () => {
    const group = await harness.adapter.openGroup('coffee:3', [identity(harness.zainab.id)], 'Coffee');
    const posted = await harness.adapter.post(group, say('before'), { key: 'g', ...none });
    const thread = harness.discord.channel(group.id);
    thread.archived = true;
    await harness.adapter.update(posted, say('after'), none);
    expect(thread.archived).toBe(false);
    thread.locked = true;
    harness.discord.deny(harness.channels.coffee, PermissionFlagsBits.ManageThreads);
    await expect(harness.adapter.post(group, say('x'), { key: 'h', ...none })).rejects.toMatchObject({ outcome: 'refused' });
    expect(harness.problems.map(({ code }) => code)).toContain('thread-locked');
  });

  it('refuses a file that is too large, and splits many files', async () => {
    const large = { name: 'x.bin', mediaType: 'application/octet-stream', bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
    await expect(harness.adapter.post(general, { ...say('x'), files: [large] }, { key: 'f', ...none })).rejects.toMatchObject({
      outcome: 'refused',
    });
    const small = Array.from({ length: 13 }, (_, index) => ({
      name: `file ${index}.txt`,
      mediaType: 'text/plain',
      bytes: new Uint8Array([index]),
    }));
    await harness.adapter.post(general, { ...say('many'), files: small }, { key: 'many', ...none });
    expect(harness.channels.general.messages.map(({ message }) => message.attachments.length)).toEqual([10, 3]);
  });
});
