import { expect, it, vi } from 'vitest';
import { type Now, none, say, square } from './harness.js';

const soon = (check: () => Promise<void> | void): Promise<void> => vi.waitFor(check, { interval: 3, timeout: 30_000 });

/** Where people talk, who is there, and what the app hears of it. */
export function placesContract(now: Now): void {
  it('tells that somebody wrote, without the words', async () => {
    const { harness } = now;
    const [person] = harness.people;
    const general = await square(harness);
    await harness.write(person, general.id, 'A word to all');
    await soon(() => expect(harness.inbox.received.messages).toHaveLength(1));
    const [event] = harness.inbox.received.messages;
    expect(event).toMatchObject({ from: person, conversation: general, message: { conversation: general } });
    expect(event?.at).toBeGreaterThan(0);
    expect(JSON.stringify(event)).not.toContain('word to all');
  });

  it('tells that somebody wrote in a private group of ours', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.privateGroups) return skip('it has no private groups');
    const [person, other, stranger] = harness.people;
    const group = await harness.adapter.openGroup('coffee:7', [person, other], 'Coffee');
    await harness.adapter.post(group, say('Meet each other'), { key: 'meet', ...none });
    for (const each of [person, other]) expect((await harness.seenBy(each, group.id)).at(-1)).toBe('Meet each other');
    await expect(harness.seenBy(stranger, group.id)).rejects.toThrow();
    await harness.write(other, group.id, 'Glad to meet you');
    await soon(() => expect(harness.inbox.received.messages).toMatchObject([{ from: other, conversation: group }]));
    expect(JSON.stringify(harness.inbox.received.messages)).not.toContain('Glad');
  });

  it('follows a thread below its message', async ({ skip }) => {
    const { harness } = now;
    if (!harness.adapter.capabilities.threads || !harness.writeInThread) return skip('it has no threads');
    const [, other] = harness.people;
    const general = await square(harness);
    const posted = await harness.adapter.post(general, say('A question'), { key: 'question', ...none });
    const { id } = await harness.writeInThread(other, posted, 'My answer');
    const { messages, threads } = harness.inbox.received;
    // An adapter may take a thread below the bot's message for one of the bot's.
    await soon(() => expect([...messages, ...threads]).toMatchObject([{ from: other }]));
    if (messages.length > 0) expect(messages).toMatchObject([{ conversation: { id } }]);
    expect(JSON.stringify(harness.inbox.received)).not.toContain('My answer');
  });

  it('tells who came', async () => {
    const { harness } = now;
    const before = harness.inbox.received.joins.length;
    const newcomer = await harness.arrive();
    await soon(() => expect(harness.inbox.received.joins).toHaveLength(before + 1));
    const join = harness.inbox.received.joins.at(-1);
    expect(join).toMatchObject({ from: newcomer, profile: { isBot: false } });
    expect(join?.profile.name).not.toBe('');
  });

  it('tells who left, once', async ({ skip }) => {
    const { harness } = now;
    if (!harness.leave) return skip('nobody leaves it but through the app itself');
    const [, , person] = harness.people;
    await harness.leave(person);
    await soon(() => expect(harness.inbox.received.leaves).toMatchObject([{ from: person }]));
  });

  it('says of a channel whether it can serve', async () => {
    const { adapter, rooms } = now.harness;
    expect(await adapter.checkChannel('coffee', rooms.usable)).toBe('usable');
    expect(await adapter.checkChannel('coffee', `${rooms.usable}-that-is-not-there`)).toBe('missing');
    if (rooms.open !== undefined) expect(await adapter.checkChannel('organisers', rooms.open)).toBe('open');
    if (rooms.closed !== undefined) expect(await adapter.checkChannel('coffee', rooms.closed)).toBe('no-access');
    expect(rooms.open !== undefined).toBe(adapter.capabilities.fixedChannels !== true);
  });

  it('knows who administers the space, as it is now', async ({ skip }) => {
    const { harness } = now;
    const [person, other] = harness.people;
    expect(await harness.adapter.isAdministrator(person)).toBe(false);
    expect(await harness.adapter.isAdministrator({ ...person, user: 'nobody' })).toBe(false);
    if (!harness.appoint) return skip('nobody administers it but organisers');
    harness.appoint(person, true);
    expect(await harness.adapter.isAdministrator(person)).toBe(true);
    expect(await harness.adapter.isAdministrator(other)).toBe(false);
    harness.appoint(person, false);
    expect(await harness.adapter.isAdministrator(person)).toBe(false);
  });

  it('says whether it is connected', async ({ skip }) => {
    const { harness } = now;
    expect(harness.adapter.connected()).toBe(true);
    if (!harness.line) return skip('it keeps no line to a platform that could be cut');
    harness.line.cut();
    await soon(() => expect(harness.adapter.connected()).toBe(false));
    harness.line.mend();
    await vi.waitFor(() => expect(harness.adapter.connected()).toBe(true), { interval: 20, timeout: 30_000 });
    await harness.write(harness.people[0], (await square(harness)).id, 'Back again');
    await soon(() => expect(harness.inbox.received.messages).toHaveLength(1));
  });
}
