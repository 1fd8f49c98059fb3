import { PermissionFlagsBits as Allow, ChannelType } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.js';
import { DAY } from '../../src/core/time.js';
import type { ConversationRef, Identity, OpenedThread } from '../../src/ports/chat.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type FakeChannel, type FakeDiscord, requests } from '../support/discord/index.js';
import { openThread } from '../support/discord/threads.js';
import { PURPOSES } from '../support/purposes.js';

const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const long: Message = {
  cards: [{ language: 'en', blocks: [1, 2, 3].map((part) => ({ type: 'paragraph', text: [`${part} ${'word '.repeat(600)}`] }) as const) }],
};
const none = { mentions: new Map<number, Identity>() };
const STARTS = /^\/channels\/\d+\/messages\/\d+\/threads$/;
const OPENS = /^\/channels\/\d+\/threads$/;

let harness: DiscordHarness;
afterEach(() => harness.close());

const square = async (): Promise<ConversationRef> => {
  const found = await harness.adapter.channel('general');
  if (!found) throw new Error('no channel');
  return found;
};
const open = async (message: Message = say('What do you plan?'), key = 'topics:7'): Promise<OpenedThread> =>
  harness.adapter.threads.open(await square(), 'Budgets', message, { key, ...none });
const find = async (key = 'topics:7') => harness.adapter.threads.find(await square(), key);
const publicThreads = (): readonly FakeChannel[] =>
  [...harness.discord.world.channels.values()].filter(({ type }) => type === ChannelType.PublicThread);
const sent = (path: RegExp) => harness.discord.requests.filter(requests('POST', path));
const faults = () => harness.problems.map(({ code, explanation }) => [code, explanation.values]);

describe('threads in a text channel of Discord', () => {
  const words = () => harness.channels.general.messages.map((message) => harness.discord.words(message));

  it('are started once, whichever answer was lost', async () => {
    harness = await startDiscord();
    for (const [index, commit] of [true, false].entries()) {
      harness.discord.faults.next(requests('POST', STARTS), { type: 'drop', commit });
      const opened = await open(say('x'), `topics:${index}`);
      expect(await open(say('x'), `topics:${index}`)).toEqual(opened);
    }
    expect(publicThreads()).toHaveLength(2);
    expect(words()).toHaveLength(2);
    harness.discord.faults.next(requests('POST', STARTS), { type: 'drop', commit: false }, 2);
    await expect(open(say('y'), 'topics:9')).rejects.toMatchObject({ outcome: 'ambiguous' });
    expect(await find('topics:9')).toBeUndefined();
    // The nonce of the post is long forgotten.
    harness.clock.advance(DAY);
    await harness.restart();
    const opened = await open(say('y'), 'topics:9');
    expect(await find('topics:9')).toEqual(opened);
    expect(words()).toEqual(['x', 'x', 'y']);
    expect(publicThreads()[0]).toMatchObject({ name: 'Budgets', autoArchiveMinutes: 10_080 });
  });

  it('stand on the last part of a long post', async () => {
    harness = await startDiscord();
    const { thread, message } = await open(long);
    expect(message.id.split('+')).toHaveLength(3);
    expect(message.id.endsWith(`+${thread.id}`)).toBe(true);
    expect(await find()).toEqual({ thread, message });
  });

  it('are adopted if somebody was faster, and given up if somebody deleted them', async () => {
    harness = await startDiscord();
    const { discord } = harness;
    discord.faults.next(requests('POST', STARTS), { type: 'status', status: 500, body: { code: 0, message: 'no' } }, 2);
    await expect(open()).rejects.toMatchObject({ outcome: 'ambiguous' });
    const post = harness.channels.general.messages[0]?.message.id ?? '';
    const body = { name: 'Mine' };
    const theirs = openThread(discord.world, discord.gateway, {
      parent: harness.channels.general,
      type: ChannelType.PublicThread,
      body,
      id: post,
      owner: harness.zainab.id,
    });
    const { thread } = await open();
    expect(thread.id).toBe(theirs.id);
    harness.zainab.say(theirs, 'hello');
    await discord.until(() => harness.inbox.received.threads.length === 1);
    expect(harness.inbox.received.threads[0]?.conversation).toEqual(thread);
    expect(harness.inbox.received.messages).toEqual([]);
    discord.remove(theirs);
    expect(await find()).toBeUndefined();
    await expect(open()).rejects.toMatchObject({ outcome: 'unreachable' });
  });

  it('wait while the server has too many, and organisers are told', async () => {
    harness = await startDiscord();
    harness.discord.world.activeThreads = 0;
    await expect(open()).rejects.toMatchObject({ outcome: 'wait', retryAfterMs: expect.any(Number) as number });
    expect(faults()).toEqual([['threads-full', undefined]]);
    harness.discord.world.activeThreads = 1_000;
    await open();
    expect(words()).toHaveLength(1);
  });

  it('report the permissions that they lack', async () => {
    harness = await startDiscord();
    const { discord, channels } = harness;
    discord.deny(channels.general, Allow.CreatePublicThreads);
    await expect(open()).rejects.toMatchObject({ outcome: 'refused' });
    const lacks = (permissions: string) => ['permission-missing', { channel: 'general', permissions }];
    // The adapter learns of changed permissions by an event.
    discord.gateway.dispatch({ type: 'CHANNEL_UPDATE', data: { ...(await channelJson(channels.general)) } });
    await expect(open()).rejects.toMatchObject({ outcome: 'refused' });
    await discord.until(() => harness.problems.length > 0);
    expect(faults()).toContainEqual(lacks('Create Public Threads'));
    channels.general.overwrites.pop();
    const { thread } = await open();
    discord.deny(channels.general, Allow.ManageThreads);
    await expect(harness.adapter.threads.close(thread)).rejects.toMatchObject({ outcome: 'refused' });
  });

  it('are woken by a post, and closed and reopened also if they were archived', async () => {
    harness = await startDiscord();
    const { adapter } = harness;
    const { thread } = await open();
    const [shown] = publicThreads();
    if (!shown) throw new Error('no thread');
    shown.archived = true;
    const posted = await adapter.post(thread, say('More'), { key: 'more', ...none });
    expect(shown.archived).toBe(false);
    shown.archived = true;
    await adapter.threads.close(thread);
    expect(shown).toMatchObject({ archived: true, locked: true });
    await adapter.update(posted, say('In short'), none);
    await adapter.remove(posted);
    expect(shown).toMatchObject({ archived: true, locked: true });
    shown.archived = false;
    await adapter.threads.reopen(thread);
    expect(shown).toMatchObject({ archived: false, locked: false });
  });
});

describe('threads in a forum of Discord', () => {
  const startForum = async (about: Parameters<FakeDiscord['forum']>[1] = {}): Promise<FakeChannel> => {
    let forum: FakeChannel | undefined;
    harness = await startDiscord({
      purposes: PURPOSES.map((purpose) => (purpose.name === 'general' ? { ...purpose, inThreads: true } : purpose)),
      before({ world, forum: make }) {
        for (const channel of world.channels.values()) if (channel.name === 'general') channel.name = 'lobby';
        forum = make('general', about);
      },
    });
    if (!forum) throw new Error('no forum');
    return forum;
  };

  it.each([false, true])('are posted once, whichever answer was lost (media channel: %s)', async (media) => {
    await startForum({ media });
    for (const [index, commit] of [true, false].entries()) {
      harness.discord.faults.next(requests('POST', OPENS), { type: 'drop', commit });
      await open(say('x'), `topics:${index}`);
    }
    for (const thread of publicThreads()) {
      thread.archived = true;
      thread.archivedAt = harness.clock.now();
    }
    await harness.restart();
    const opened = await open(say('x'), 'topics:0');
    expect(await find('topics:0')).toEqual(opened);
    expect(publicThreads()).toHaveLength(2);
    for (const { body } of sent(OPENS)) expect(JSON.stringify(body)).not.toContain('nonce');
  });

  it('hold the other parts of a long post below the first', async () => {
    await startForum();
    harness.discord.faults.next(requests('POST', /\/messages$/), { type: 'status', status: 400, commit: false });
    await expect(open(long)).rejects.toMatchObject({ outcome: 'refused' });
    expect(await find()).toBeUndefined();
    const { thread, message } = await open(long);
    expect(message.id.split('+')).toHaveLength(3);
    expect(await find()).toEqual({ thread, message });
    expect(publicThreads().map(({ messages }) => messages.length)).toEqual([3]);
  });

  it('get a tag where one is required, or say that there is none', async () => {
    const forum = await startForum({
      tagRequired: true,
      tags: [
        { id: '990000000000000002', name: 'News', moderated: true },
        { id: '990000000000000003', name: 'Topics', moderated: false },
      ],
    });
    await open();
    expect(publicThreads()[0]?.appliedTags).toEqual(['990000000000000003']);
    forum.tags = [];
    await expect(open(say('x'), 'topics:8')).rejects.toMatchObject({ outcome: 'refused' });
    expect(faults()).toContainEqual(['tag-missing', { channel: 'general' }]);
  });

  it('serve only what is posted in threads, and hold no private groups', async () => {
    await startForum();
    expect(await harness.adapter.checkChannel('coffee', 'general')).toBe('missing');
    expect(await harness.adapter.checkChannel('general', 'general')).toBe('usable');
    const people = [harness.zainab.id, harness.karwan.id].map((user): Identity => ({ platform: 'discord', space: '', user }));
    const group = await harness.adapter.openGroup('coffee:1', people, 'Coffee');
    expect(harness.discord.channel(group.id).parentId).toBe(harness.channels.coffee.id);
  });
});

async function channelJson({ id }: FakeChannel): Promise<Record<string, unknown>> {
  const { apiUrl, token } = harness.discord;
  const response = await fetch(`${apiUrl}/v10/channels/${id}`, { headers: { authorization: `Bot ${token}` } });
  return (await response.json()) as Record<string, unknown>;
}
