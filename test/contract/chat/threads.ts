import { expect, it, vi } from 'vitest';
import { wholeOf } from '../../../src/core/message.js';
import { type ConversationRef, DeliveryError, type OpenedThread, type ThreadEvent, type Threads } from '../../../src/ports/chat.js';
import { type ChatHarness, type Now, none, sampleFile, say, square, type ThreadHarness } from './harness.js';

const soon = (check: () => Promise<void> | void): Promise<void> => vi.waitFor(check, { interval: 3, timeout: 30_000 });
const TITLE = 'Budgets for 2027';

/** An adapter's threads, and what its people do in them. */
interface Both {
  readonly threads: Threads;
  readonly acts: ThreadHarness;
  readonly channel: ConversationRef;
}

/** Threads of the bot in channels, and what the app hears of them. */
export function threadsContract(now: Now): void {
  const both = async (harness: ChatHarness): Promise<Both | undefined> => {
    const { threads } = harness.adapter;
    if (!threads) return undefined;
    if (!harness.threads) throw new Error('the adapter has threads, but its harness has none');
    return { threads, acts: harness.threads, channel: await square(harness) };
  };
  const opening = ({ threads, channel }: Both, key = 'topics:7'): Promise<OpenedThread> =>
    threads.open(channel, TITLE, say('What do you plan?'), { key, ...none });
  const heard = (): readonly ThreadEvent[] => now.harness.inbox.received.threads;
  const kinds = (): readonly string[] => heard().map(({ what }) => what.type);
  /** Everything that left the adapter. */
  const known = (acts: ThreadHarness): string =>
    JSON.stringify([now.harness.inbox.received, now.harness.inbox.inbound.persisted]) + acts.logged();

  it('opens one thread for one key', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { acts, channel, threads } = given;
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => opening(given)));
    if (!first) throw new Error('nothing was opened');
    for (const other of others) expect(other).toEqual(first);
    expect(first.thread.kind).toBe('thread');
    expect(await opening(given)).toEqual(first);
    expect((await opening(given, 'topics:8')).thread.id).not.toBe(first.thread.id);
    expect(await threads.find(channel, 'topics:7')).toEqual(first);
    expect(await threads.find(channel, 'topics:9')).toBeUndefined();
    expect(await acts.seenBy(now.harness.people[0], first.thread)).toEqual(['What do you plan?']);
  });

  it('has an address of its own for each thread, also after a restart', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const [one, two] = [await opening(given, 'topics:1'), await opening(given, 'topics:2')];
    const links = () => [one, two].map(({ thread }) => now.harness.adapter.linkTo?.(thread));
    const before = links();
    expect(new Set(before).size).toBe(2);
    for (const link of before) expect(URL.parse(link ?? '')?.protocol).toMatch(/^https?:$/);
    now.harness = await now.harness.restart();
    expect(links()).toEqual(before);
  });

  it('shows a message to one person alone', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    if (!adapter.whisper) return skip('it can’t');
    const { thread } = await opening(given);
    await adapter.whisper(thread, people[0], say('Between us'), { key: 'whisper' });
    expect(await given.acts.seenBy(people[0], thread)).toEqual(['What do you plan?', 'Between us']);
    expect(await given.acts.seenBy(people[1], thread)).toEqual(['What do you plan?']);
  });

  it('finds its threads again after a restart', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const opened = await opening(given);
    now.harness = await now.harness.restart();
    const again = await both(now.harness);
    if (!again) throw new Error('the threads are gone');
    expect(await again.threads.find(again.channel, 'topics:7')).toEqual(opened);
    expect(await opening(again)).toEqual(opened);
    await now.harness.adapter.post(opened.thread, say('Still here'), { key: 'after', ...none });
    expect(await again.acts.seenBy(now.harness.people[0], opened.thread)).toEqual(['What do you plan?', 'Still here']);
  });

  it('opens one thread although the answer was lost', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { acts, channel } = given;
    if (!acts.loseAnswer) return skip('its answers are not lost');
    await acts.loseAnswer();
    await opening(given).catch((error: unknown) => {
      expect(error).toMatchObject({ outcome: 'ambiguous' });
    });
    now.harness = await now.harness.restart();
    const again = await both(now.harness);
    if (!again) throw new Error('the threads are gone');
    const opened = await opening(again);
    expect(await again.threads.find(channel, 'topics:7')).toEqual(opened);
    const said = await now.harness.seenBy(now.harness.people[0], channel.id);
    expect(said.filter((text) => text === 'What do you plan?')).toHaveLength(1);
  });

  it('says before the request that makes the thread visible that it begins', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { threads, channel } = given;
    const onSending = vi.fn<() => Promise<void>>(async () => {
      throw new DeliveryError('quiet hours', 'wait');
    });
    await expect(threads.open(channel, TITLE, say('Not yet'), { key: 'topics:7', ...none, onSending })).rejects.toMatchObject({
      outcome: 'wait',
    });
    expect(onSending).toHaveBeenCalledOnce();
    expect(await now.harness.seenBy(now.harness.people[0], channel.id)).toEqual([]);
    expect(await threads.find(channel, 'topics:7')).toBeUndefined();
  });

  it('posts below the opening post in order, once, and finds it', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    const { thread } = await opening(given);
    const texts = Array.from({ length: 6 }, (_, index) => `answer ${index}`);
    for (const text of texts) await adapter.post(thread, say(text), { key: text, ...none });
    const again = await adapter.post(thread, say('answer 5'), { key: 'answer 5', ...none });
    expect(await adapter.find(thread, 'answer 5')).toEqual(again);
    expect(await adapter.find(thread, 'answer 6')).toBeUndefined();
    expect(await given.acts.seenBy(people[1], thread)).toEqual(['What do you plan?', ...texts]);
    expect(await now.harness.seenBy(people[1], given.channel.id)).toEqual(['What do you plan?']);
  });

  it('changes the opening post and what stands below it', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    const { thread, message } = await opening(given);
    const below = await adapter.post(thread, say('Before'), { key: 'below', ...none });
    await adapter.update(message, say('What did you plan?'), none);
    await adapter.update(below, say('After'), none);
    expect(await given.acts.seenBy(people[0], thread)).toEqual(['What did you plan?', 'After']);
  });

  it('deletes its posts, and once more without harm', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    const { thread } = await opening(given);
    const below = await adapter.post(thread, say('A mistake'), { key: 'below', ...none });
    await adapter.remove(below);
    await adapter.remove(below);
    expect(await given.acts.seenBy(people[0], thread)).toEqual(['What do you plan?']);
  });

  it('deletes what somebody wrote in a thread, where the bot may, and tells nobody', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    const { thread } = await opening(given);
    const written = await given.acts.writeInThread(people[0], thread, 'Hide me');
    await soon(() => expect(kinds()).toEqual(['posted']));
    if (!adapter.capabilities.moderation) {
      await expect(adapter.remove(written)).rejects.toMatchObject({ outcome: 'refused' });
      return;
    }
    await adapter.remove(written);
    await adapter.remove(written);
    expect(await given.acts.seenBy(people[0], thread)).toEqual(['What do you plan?']);
    await given.acts.writeInThread(people[1], thread, 'What was it?');
    await soon(() => expect(kinds()).toEqual(['posted', 'posted']));
  });

  it('closes and reopens a thread, where the bot may always post', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    const { acts, threads } = given;
    const { thread } = await opening(given);
    for (let time = 0; time < 2; time++) await threads.close(thread);
    await adapter.post(thread, say('In short'), { key: 'summary', ...none });
    if (acts.closes) await expect(acts.writeInThread(people[0], thread, 'Too late')).rejects.toThrow();
    expect(await acts.seenBy(people[0], thread)).toEqual(['What do you plan?', 'In short']);
    for (let time = 0; time < 2; time++) await threads.reopen(thread);
    await acts.writeInThread(people[0], thread, 'In time');
    await soon(() => expect(kinds()).toEqual(['posted']));
    expect(await acts.seenBy(people[0], thread)).toEqual(['What do you plan?', 'In short', 'In time']);
  });

  it('cuts a long title at a word', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { threads, acts, channel } = given;
    if (!acts.title) return skip('its threads have no titles');
    const title = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
    const { thread } = await threads.open(channel, title, say(TITLE), { key: 'topics:7', ...none });
    const shown = (await acts.title(thread)).replace(/…$/u, '');
    expect(title.startsWith(shown)).toBe(true);
    if (shown !== title) expect(title[shown.length]).toBe(' ');
  });

  it('says what it means that a thread or its channel is gone', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    for (const [index, { what, outcome, gone = false, cause }] of given.acts.faults.entries()) {
      const { thread } = await opening(given, `topics:${index}`);
      await cause(thread);
      const failure = await now.harness.adapter.post(thread, say('x'), { key: `fault ${index}`, ...none }).catch((error: unknown) => error);
      expect(failure, what).toBeInstanceOf(DeliveryError);
      expect((failure as DeliveryError).outcome, what).toBe(outcome);
      expect((failure as DeliveryError).gone || !gone, what).toBe(true);
      if (!gone) continue;
      for (const act of [given.threads.close, given.threads.reopen])
        await expect(act(thread), what).rejects.toMatchObject({ outcome: 'unreachable', gone: true });
    }
    const nowhere: ConversationRef = { ...given.channel, id: 'nowhere', kind: 'thread' };
    for (const act of [given.threads.close, given.threads.reopen])
      await expect(act(nowhere)).rejects.toMatchObject({ outcome: 'unreachable' });
  });

  it('tells of posts once and in order, without a word that nobody allowed to be read', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people, inbox } = now.harness;
    const [person, other] = people;
    const { thread } = await opening(given);
    const first = await given.acts.writeInThread(person, thread, 'Salaries first');
    const second = await given.acts.writeInThread(other, thread, 'Rent first');
    await soon(() => expect(heard()).toHaveLength(2));
    expect(heard()).toMatchObject([
      { from: person, conversation: thread, message: first, what: { type: 'posted' } },
      { from: other, conversation: thread, message: second, what: { type: 'posted' } },
    ]);
    for (const { at, what } of heard()) {
      expect(at).toBeGreaterThan(0);
      expect(what).not.toHaveProperty('content');
    }
    expect(inbox.received.messages).toEqual([]);
    expect(inbox.received.asked).toContainEqual({ thread, author: person });
    expect(known(given.acts)).not.toMatch(/Salaries|Rent/);
  });

  it('tells what was written by those who allowed it, and logs none of it', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people, inbox } = now.harness;
    const [person, other] = people;
    inbox.allow((_thread, { user }) => user === person.user);
    const { thread } = await opening(given);
    await given.acts.writeInThread(other, thread, 'Not for you');
    await given.acts.writeInThread(person, thread, 'Read <this> & that');
    await soon(() => expect(heard()).toHaveLength(2));
    expect(heard().map(({ what }) => what)).toEqual([
      { type: 'posted' },
      { type: 'posted', content: { text: 'Read <this> & that', files: [] } },
    ]);
    expect(known(given.acts)).not.toContain('Not for you');
    expect(given.acts.logged()).not.toContain('Read');
  });

  it('brings the files of those who allowed it', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people, inbox, adapter } = now.harness;
    if (!adapter.capabilities.files) return skip('it takes no files');
    const file = sampleFile('slides.pdf');
    const { thread } = await opening(given);
    await given.acts.writeInThread(people[0], thread, 'Mine', [file]);
    await soon(() => expect(heard()).toHaveLength(1));
    expect(heard()[0]?.what).not.toHaveProperty('content');
    inbox.allow(() => true);
    await given.acts.writeInThread(people[0], thread, 'Yours', [file]);
    await soon(() => expect(heard()).toHaveLength(2));
    const what = heard()[1]?.what;
    const [brought] = what?.type === 'posted' ? (what.content?.files ?? []) : [];
    expect(brought).toMatchObject({ name: 'slides.pdf', mediaType: 'application/pdf' });
    expect(brought && Buffer.from(await wholeOf(brought)).equals(Buffer.from(file.bytes))).toBe(true);
  });

  it('tells of edits', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people, inbox } = now.harness;
    if (!given.acts.editInThread) return skip('nobody edits there');
    const { thread } = await opening(given);
    const message = await given.acts.writeInThread(people[0], thread, 'One');
    await given.acts.editInThread(people[0], message, 'Two');
    inbox.allow(() => true);
    await soon(() => expect(heard()).toHaveLength(2));
    await given.acts.editInThread(people[0], message, 'Three');
    await soon(() => expect(heard()).toHaveLength(3));
    expect(heard()).toMatchObject([
      { what: { type: 'posted' } },
      { from: people[0], message, what: { type: 'edited' } },
      { from: people[0], message, what: { type: 'edited', content: { text: 'Three' } } },
    ]);
    expect(known(given.acts)).not.toMatch(/One|Two/);
  });

  it('tells of deletions', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people } = now.harness;
    if (!given.acts.deleteInThread) return skip('nobody deletes there');
    const { thread } = await opening(given);
    const message = await given.acts.writeInThread(people[0], thread, 'A slip');
    await given.acts.deleteInThread(people[0], message);
    await soon(() => expect(heard()).toHaveLength(2));
    expect(heard()[1]).toMatchObject({ conversation: thread, message, what: { type: 'deleted' } });
    expect([people[0], null]).toContainEqual(heard()[1]?.from);
  });

  it('opens the menu of a message: persisted without its words, and answered to whoever opened it', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people, inbox } = now.harness;
    const { openMenu, seenBy } = given.acts;
    if (!openMenu) return skip('its messages have no menus');
    const { thread, message } = await opening(given);
    const written = await given.acts.writeInThread(people[0], thread, 'Words of mine');
    await openMenu(people[1], written);
    await soon(() => expect(inbox.received.menus).toHaveLength(1));
    expect(inbox.received.menus).toMatchObject([{ from: people[1], message: written }]);
    expect(known(given.acts)).not.toContain('Words of mine');
    await soon(async () => expect((await seenBy(people[1], thread)).join()).toContain(`Looked at ${written.id}`));
    expect((await seenBy(people[0], thread)).join()).not.toContain('Looked at');
    await openMenu(people[0], message);
    await soon(() => expect(inbox.received.menus).toHaveLength(2));
    expect(inbox.received.menus[1]).toMatchObject({ message: { conversation: thread } });
  });

  it('tells of reactions, also to posts of the bot', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { people } = now.harness;
    const { react, unreact } = given.acts;
    if (!react || !unreact) return skip('nobody reacts there');
    const { thread, message } = await opening(given);
    const written = await given.acts.writeInThread(people[0], thread, 'Agreed?');
    await react(people[1], written);
    await react(people[1], message);
    await unreact(people[1], written);
    await soon(() => expect(kinds()).toEqual(['posted', 'reacted', 'reacted', 'unreacted']));
    expect(heard().slice(1)).toMatchObject([
      { from: people[1], conversation: thread, message: written },
      { from: people[1], conversation: thread, message },
      { from: people[1], conversation: thread, message: written },
    ]);
    for (const { what } of heard().slice(1)) expect('emoji' in what && what.emoji).toBeTruthy();
  });

  it('tells nothing of what the bot does itself', async ({ skip }) => {
    const given = await both(now.harness);
    if (!given) return skip('it has no threads');
    const { adapter, people } = now.harness;
    const { thread } = await opening(given);
    const posted = await adapter.post(thread, say('From the bot'), { key: 'own', ...none });
    await adapter.update(posted, say('Changed by the bot'), none);
    await adapter.remove(posted);
    await given.threads.close(thread);
    await given.threads.reopen(thread);
    await given.acts.writeInThread(people[0], thread, 'From a person');
    await soon(() => expect(kinds()).toEqual(['posted']));
    expect(now.harness.inbox.received.messages).toEqual([]);
  });
}
