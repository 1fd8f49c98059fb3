import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BOT_EVENTS, BOT_SCOPES, NEEDS } from '../../adapters/slack/index.js';
import type { Message } from '../../src/core/message.js';
import { type ConversationRef, type Identity, type OpenedThread, type ThreadEvent, type Threads } from '../../src/ports/chat.js';
import { deliverAsTheJob } from '../support/dropped-answers.js';
import { filesOf } from '../support/held.js';
import { createThreadActs, type SlackHouse, startSlackHouse } from '../support/slack/index.js';
import { eventLoopTurns } from '../support/turns.js';
import { longCard } from '../unit/slack/cards.js';

const none = { mentions: new Map<number, Identity>() };
const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 2, timeout: 30_000 });
const scopes = [...Object.keys(BOT_SCOPES), ...Object.keys(NEEDS['thread-reactions'].scopes)];
const events = [...Object.keys(BOT_EVENTS), ...Object.keys(NEEDS['thread-reactions'].events)];

let house: SlackHouse;
const groups = new Map<string, string>();
beforeEach(async () => {
  groups.clear();
  house = await startSlackHouse({ slack: { scopes, events }, adapter: { groupKeyOf: async ({ id }) => groups.get(id) } });
});
afterEach(async () => {
  expect(house.slack.lateAcks()).toEqual([]);
  await house.close();
});

const threads = (): Threads => {
  const { threads: found } = house.adapter;
  if (!found) throw new Error('it has no threads');
  return found;
};
const channel = async (purpose = 'general'): Promise<ConversationRef> => {
  const found = await house.adapter.channel(purpose);
  if (!found) throw new Error('no channel');
  return found;
};
const open = async (message = say('What do you plan?'), purpose = 'general', key = 'topics:7'): Promise<OpenedThread> =>
  threads().open(await channel(purpose), 'Plans', message, { key, ...none });
const place = ({ thread: { id } }: OpenedThread) => ({ channel: id.split(':')[0] ?? '', ts: id.split(':')[1] ?? '' });
const below = (opened: OpenedThread) => house.slack.messages.filter(({ thread }) => thread === place(opened).ts);
const acts = (user = house.zainab.id) => createThreadActs(house.slack, user);
const heard = (): readonly ThreadEvent[] => house.inbox.received.threads;
const contents = () => heard().map(({ what }) => ('content' in what ? what.content?.text : undefined));
const calls = (method: string): number => house.slack.calls.filter((call) => call.method === method).length;

describe('what the bot posts in threads on Slack', () => {
  it('stands there once, however its answer was lost', async () => {
    const opened = await open();
    const faults = [
      { type: 'commit-then-drop' },
      { type: 'commit-then-status', status: 502 },
      { type: 'drop' },
      { type: 'status', status: 500 },
    ] as const;
    const texts = Array.from({ length: 12 }, (_, index) => `answer ${index}`);
    for (const [index, text] of texts.entries()) {
      const fault = faults[index % faults.length];
      if (fault) house.slack.fail('chat.postMessage', fault);
      await deliverAsTheJob(house, { to: opened.thread, message: say(text), key: text });
    }
    expect(below(opened).map(({ text }) => text)).toEqual(texts);
  });

  it('is gone when somebody deleted the opening post, although Slack keeps its place for the answers', async () => {
    const opened = await open();
    await acts().write(place(opened), 'An answer');
    await threads().reopen(opened.thread);
    const post = house.slack.messages.find(({ ts }) => ts === place(opened).ts);
    if (post) post.tombstone = true;
    for (const act of [threads().close, threads().reopen])
      await expect(act(opened.thread)).rejects.toMatchObject({ outcome: 'unreachable', gone: true });
  });

  it('is taken up where it broke off, with its files, and found among many posts', async () => {
    const opened = await open({ cards: [longCard(60)] });
    const files = [{ name: 'a.txt', mediaType: 'text/plain', bytes: new Uint8Array(3) }];
    const post = (key: string) => house.adapter.post(opened.thread, { ...say(key), files }, { key, ...none });
    house.slack.fail('files.completeUploadExternal', { type: 'commit-then-drop' });
    await expect(post('one')).rejects.toMatchObject({ outcome: 'ambiguous' });
    for (let index = 0; index < 250; index++) await acts().write(place(opened), `noise ${index}`);
    await house.restart();
    const found = await house.adapter.find(opened.thread, 'one');
    expect(await post('one')).toEqual(found);
    expect(below(opened).filter(({ byBot }) => byBot)).toHaveLength(2);
    const last = await post('two');
    await house.restart();
    expect(await house.adapter.find(opened.thread, 'two')).toEqual(last);
    expect(await house.adapter.find(opened.thread, 'topics:7')).toBeUndefined();
  });

  it('completes an opening that ended half-way', async () => {
    house.slack.fail('chat.postMessage', { type: 'commit-then-drop' }, 1, 1);
    const message = { cards: [longCard(60)] };
    await expect(open(message)).rejects.toMatchObject({ outcome: 'ambiguous' });
    await house.restart();
    expect(await threads().find(await channel(), 'topics:7')).toBeUndefined();
    const half = house.slack.messages.map(({ ts }) => ts).join();
    expect(await house.adapter.remains?.(await channel(), 'topics:7')).toMatchObject({ id: half });
    const opened = await open(message);
    const posts = house.slack.messages.filter(({ byBot }) => byBot);
    expect(posts.map(({ ts }) => ts).join()).toBe(opened.message.id);
    await house.adapter.update(opened.message, say('Shorter'), none);
    expect(house.slack.messages.map(({ text }) => text)).toEqual(['Shorter']);
  });

  it('fails in words that organisers can act on', async () => {
    const opened = await open();
    const post = () => house.adapter.post(opened.thread, say('x'), { key: 'x', ...none });
    const outcomes = {
      thread_not_found: 'unreachable',
      cannot_reply_to_message: 'unreachable',
      restricted_action_thread_locked: 'refused',
    } as const;
    for (const [error, outcome] of Object.entries(outcomes)) {
      house.slack.fail('chat.postMessage', { type: 'error', error });
      await expect(post()).rejects.toMatchObject({ outcome });
    }
    expect(house.problems).toEqual([]);
    const general = house.slack.channels.get(house.channels.general);
    general?.members.delete(house.slack.bot.user);
    await post();
    expect(below(opened)).toHaveLength(1);
    if (general) general.archived = true;
    await expect(threads().close(opened.thread)).rejects.toMatchObject({ outcome: 'unreachable' });
    expect(house.problems).toMatchObject([{ code: 'channel-archived', where: 'general' }]);
    expect(house.problems[0]?.explanation).toMatchObject({ values: { channel: '#general' } });
    house.slack.setScopes(scopes.filter((scope) => scope !== 'channels:history'));
    await expect(house.adapter.find(opened.thread, 'y')).rejects.toMatchObject({ outcome: 'wait' });
    expect(house.problems.at(-1)?.code).toBe('missing-scope');
  });
});

describe('what people do in threads on Slack', () => {
  it('is told once and in order, however slowly it may be read', async () => {
    const opened = await open();
    let first = true;
    house.inbox.allow(async () => {
      const wait = first ? 200 : 1;
      first = false;
      await eventLoopTurns(wait);
      return true;
    });
    const texts = Array.from({ length: 20 }, (_, index) => `post ${index}`);
    await Promise.all(texts.map((text) => acts().write(place(opened), text)));
    const [message] = below(opened);
    if (message) await acts().react(message);
    await soon(() => expect(heard()).toHaveLength(21));
    expect(contents().slice(0, 20)).toEqual(texts);
    expect(heard().at(-1)?.what).toEqual({ type: 'reacted', emoji: '+1' });
  });

  it('is told once if it comes again and the later before the earlier, with its own time', async () => {
    const opened = await open();
    const { channel: where, ts: root } = place(opened);
    house.inbox.allow(() => true);
    const about = { type: 'message', channel: where, channel_type: 'channel' };
    const written = { user: house.zainab.id, ts: '1790000100.000100', thread_ts: root, parent_user_id: house.slack.bot.user };
    const story = [
      { ...about, ...written, text: 'One' },
      {
        ...about,
        subtype: 'message_changed',
        ts: '1790000101.000100',
        message: { ...written, text: 'Two', edited: { user: house.zainab.id, ts: '1790000101.000000' } },
        previous_message: { ...written, text: 'One' },
      },
      { ...about, subtype: 'message_deleted', ts: '1790000102.000100', event_ts: '1790000102.000100', previous_message: written },
    ];
    for (const index of [2, 0, 1, 0, 2]) await house.slack.event(story[index] ?? {}, { eventId: `Ev${index}`, retry: 1 });
    await house.restart();
    for (const index of [1, 0]) await house.slack.event(story[index] ?? {}, { eventId: `Ev${index}`, retry: 2 });
    await soon(() => expect(heard().map(({ what }) => what.type)).toEqual(['deleted', 'posted', 'edited']));
    expect(heard().map(({ at }) => at)).toEqual([1_790_000_102_000, 1_790_000_100_000, 1_790_000_101_000]);
    expect(contents().slice(1)).toEqual(['One', 'Two']);
  });

  it('is not taken for theirs if Slack or an app did it, or if it happened in another thread', async () => {
    const opened = await open();
    const message = await acts().write(place(opened), 'See https://example.org');
    await acts().unfurled(message);
    await acts().edit(message, 'See example.org');
    await acts().unfurled(message);
    const { ts } = await house.zainab.say(house.channels.general, 'My own question');
    const elsewhere = await acts().write({ channel: house.channels.general, ts }, 'My own answer');
    await acts().edit(elsewhere, 'My other answer');
    await acts().react(elsewhere);
    await acts().remove(elsewhere);
    await house.slack.happened({
      type: 'message',
      channel: house.channels.general,
      channel_type: 'channel',
      user: 'U0OTHERS1',
      bot_id: 'B0OTHERS1',
      ts: '1790000900.000100',
      thread_ts: place(opened).ts,
      parent_user_id: house.slack.bot.user,
    });
    await acts(house.slack.bot.user).react(message);
    await acts().write(place(opened), 'The end');
    await soon(() => expect(heard().map(({ what }) => what.type)).toEqual(['posted', 'edited', 'posted']));
    expect(house.inbox.received.messages.map(({ message: { id } }) => id)).toEqual([ts, elsewhere.ts]);
    expect(house.inbox.received.asked.every(({ thread }) => thread.id === opened.thread.id)).toBe(true);
  });

  it('asks Slack once in which thread a message stands', async () => {
    const opened = await open();
    const message = await acts().write(place(opened), 'Agreed?');
    const { ts } = await house.zainab.say(house.channels.general, 'Something else');
    const other = house.slack.messages.find((each) => each.ts === ts);
    await soon(() => expect(heard()).toHaveLength(1));
    await house.restart();
    const before = calls('conversations.replies');
    for (const emoji of ['+1', 'wave::skin-tone-3']) {
      await acts().react(message, emoji);
      if (other) await acts().react(other, emoji);
    }
    await acts().unreact(message);
    await soon(() => expect(heard()).toHaveLength(4));
    expect(heard().slice(1)).toMatchObject([
      { conversation: opened.thread, what: { type: 'reacted', emoji: '+1' } },
      { conversation: opened.thread, what: { type: 'reacted', emoji: 'wave::skin-tone-3' } },
      { conversation: opened.thread, what: { type: 'unreacted', emoji: '+1' } },
    ]);
    expect(calls('conversations.replies') - before).toBe(2);
  });

  it('belongs to the group where a private channel serves as one, and to the thread otherwise', async () => {
    const opened = await open(say('For organisers'), 'organisers');
    await acts(house.haider.id).write(place(opened), 'In the thread');
    await soon(() => expect(heard()).toMatchObject([{ conversation: opened.thread }]));
    const id = 'C0GROUP01';
    house.slack.addChannel({ id, name: 'mudhif-many', kind: 'private', members: new Set([house.haider.id, house.slack.bot.user]) });
    groups.set(id, 'many:1');
    const group = { ...opened.thread, id, kind: 'group' } as const;
    const posted = await house.adapter.post(group, say('Meet each other'), { key: 'meet', ...none });
    await acts(house.haider.id).write({ channel: id, ts: posted.id }, 'Glad to meet you');
    await soon(() => expect(house.inbox.received.messages).toMatchObject([{ conversation: group }]));
    expect(heard()).toHaveLength(1);
  });

  it('is told without reactions where the app may not hear of them', async () => {
    await house.close();
    house = await startSlackHouse();
    const opened = await open();
    const message = await acts().write(place(opened), 'One');
    await acts().react(message);
    await acts().edit(message, 'Two');
    await acts().remove(message);
    await soon(() => expect(heard().map(({ what }) => what.type)).toEqual(['posted', 'edited', 'deleted']));
    house.slack.setScopes(Object.keys(BOT_SCOPES).filter((scope) => scope !== 'channels:history'));
    await acts().write(place(opened), 'Three');
    expect(house.inbox.received.asked).toHaveLength(2);
  });

  it('is told to be gone once its opening post or its channel is, and when the bot comes back', async () => {
    const opened = await Promise.all(['1', '2', '3'].map((key) => open(say(key), 'general', key)));
    const [bare, answered, away] = opened;
    if (!bare || !answered || !away) throw new Error('nothing is open');
    const opening = ({ thread }: OpenedThread) => house.slack.messages.find(({ ts }) => thread.id.endsWith(ts)) ?? house.slack.messages[0];
    const remove = async (thread: OpenedThread) => {
      const post = opening(thread);
      if (post) await acts(house.haider.id).remove(post);
    };
    const lost = () => house.inbox.received.lost.map(({ conversation: { id }, how }) => [id, how]);
    await acts().write(place(answered), 'An answer');
    await remove(bare);
    await remove(answered);
    const both = [bare, answered].map(({ thread }) => [thread.id, 'deleted']);
    await soon(() => expect(lost()).toEqual(both));
    await house.adapter.stop();
    house.slack.messages.splice(
      house.slack.messages.findIndex((each) => each === opening(away)),
      1,
    );
    house.inbox.open(opened.map(({ thread }) => thread));
    await house.restart();
    await soon(() => expect(lost()).toEqual(opened.map(({ thread }) => [thread.id, 'deleted'])));
  });

  it('is told to be gone with its channel', async () => {
    const opened = await open();
    house.inbox.open([opened.thread]);
    const { channel: id } = place(opened);
    await house.slack.event({ type: 'channel_deleted', channel: 'C0OTHER' });
    await house.slack.event({ type: 'channel_deleted', channel: id });
    await soon(() => expect(house.inbox.received.lost).toMatchObject([{ conversation: opened.thread, how: 'channel-deleted' }]));
  });

  it('is told to be gone with its channel once the bot is back', async () => {
    const opened = await open();
    const { channel: id } = place(opened);
    await house.adapter.stop();
    house.slack.channels.delete(id);
    house.inbox.open([opened.thread]);
    await house.restart();
    await soon(() => expect(house.inbox.received.lost).toMatchObject([{ conversation: opened.thread, how: 'channel-deleted' }]));
    const { threads } = house.adapter;
    await expect(threads?.reopen(opened.thread)).rejects.toMatchObject({ gone: true });
  });

  it('brings only files where no more may be read, and persists no word', async () => {
    const opened = await open();
    house.inbox.allow(() => 'files');
    await acts().write(place(opened), 'only for you', [{ name: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(10) }]);
    await soon(() => expect(heard()).toHaveLength(1));
    const [{ what } = { what: { type: 'deleted' } as const }] = heard();
    expect('content' in what && [what.content?.text, what.content?.files.map(({ name }) => name)]).toEqual(['', ['a.pdf']]);
    expect(JSON.stringify([heard(), house.inbox.inbound])).not.toContain('only for you');
  });

  it('leaves out files that the bot may not have, and shows its token to nobody else', async () => {
    const opened = await open();
    house.inbox.allow(() => true);
    house.slack.setScopes(scopes.filter((scope) => scope !== 'files:read'));
    const file = (name: string, length: number) => ({ name, mediaType: 'application/pdf', bytes: new Uint8Array(length) });
    await acts().write(place(opened), 'Mine', [file('a.pdf', 10)]);
    await soon(() => expect(heard()).toHaveLength(1));
    const found = [await filesOf(heard()[0]?.what)];
    expect(house.problems).toMatchObject([{ code: 'missing-scope' }]);
    house.slack.setScopes(scopes);
    await acts().write(place(opened), 'Yours', [file('large.pdf', 10 * 1024 * 1024 + 1), file('b.pdf', 10)]);
    const { channel: where, ts: root } = place(opened);
    const requests: string[] = [];
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      requests.push(url instanceof Request ? url.url : url.toString());
      return new Response('');
    });
    await soon(() => expect(heard()).toHaveLength(2));
    found.push(await filesOf(heard()[1]?.what));
    expect(requests.filter((url) => url.includes('/files/'))).toHaveLength(1);
    requests.length = 0;
    await house.slack.event({
      type: 'message',
      subtype: 'file_share',
      channel: where,
      channel_type: 'channel',
      user: house.zainab.id,
      ts: '1790000100.000100',
      thread_ts: root,
      parent_user_id: house.slack.bot.user,
      text: 'Elsewhere',
      files: [
        { id: 'F1', name: 'x', mimetype: 'text/plain', size: 1, mode: 'external', is_external: true, url_private: 'https://e.vil/x' },
        { id: 'F2', name: 'y', is_external: true, url_private_download: 'https://e.vil/y' },
        { id: 'F3', mode: 'tombstone' },
      ],
    });
    await soon(() => expect(heard()).toHaveLength(3));
    found.push(await filesOf(heard()[2]?.what));
    fetched.mockRestore();
    expect(requests.filter((url) => url.includes('e.vil'))).toEqual([]);
    expect(found).toEqual([
      { read: [], unread: ['a.pdf'] },
      { read: ['b.pdf'], unread: ['large.pdf'] },
      { read: [], unread: ['x', 'y'] },
    ]);
    expect(contents()).toEqual(['Mine', 'Yours', 'Elsewhere']);
  });

  it('shows words as readers see them', async () => {
    const opened = await open();
    house.inbox.allow(() => true);
    const { channel: where, ts: root } = place(opened);
    await house.slack.event({
      type: 'message',
      channel: where,
      channel_type: 'channel',
      user: house.zainab.id,
      ts: '1790000100.000100',
      thread_ts: root,
      parent_user_id: house.slack.bot.user,
      text: `<@${house.karwan.id}> see <https://example.org|the plan> in <#${house.channels.general}> &amp; &lt;b&gt; :wave:`,
    });
    await soon(() => expect(heard()).toHaveLength(1));
    expect(contents()).toEqual(['@کاروان عەلی see the plan (https://example.org) in #general & <b> :wave:']);
  });

  it('is finished by another process, without words that may be read no more', async () => {
    const opened = await open();
    house.inbox.allow(() => true);
    await acts().write(place(opened), 'Forget this');
    await acts().write(place(opened), 'And this');
    await soon(() => expect(heard()).toHaveLength(2));
    const left = house.inbox.inbound.persisted.map((input) => ({ ...input, eventId: `${input.eventId}:again` }));
    expect(JSON.stringify(left)).toContain('Forget this');
    await house.restart();
    house.inbox.allow(() => false);
    await Promise.all(left.map(async (input) => house.adapter.resume?.(input)));
    expect(contents()).toEqual(['Forget this', 'And this', undefined, undefined]);
    expect(heard().map(({ message: { id } }) => id)).toEqual([...below(opened), ...below(opened)].map(({ ts }) => ts));
  });
});
