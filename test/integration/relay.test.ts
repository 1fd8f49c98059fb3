import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, HOUR } from '../../src/core/time.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { type BothPlatforms, createBothPlatforms, type Somebody } from '../support/both-platforms.js';

let world: BothPlatforms;
afterEach(() => world.close());

async function matched(people: readonly (readonly ['slack' | 'discord', string])[]) {
  world = await createBothPlatforms();
  const members: Somebody[] = [];
  for (const [platform, user] of people) members.push(await world.addMember(platform, user));
  for (const member of members) await member.type('/coffee join');
  await world.runUntil(after((await world.round()).matchingAt, HOUR));
  return members as [Somebody, Somebody, ...Somebody[]];
}

const wordsKept = async () => (await world.store.database.db.selectFrom('delivery_words').selectAll().execute()).length;

describe('a pair on two platforms', () => {
  let zahra: Somebody;
  let karwan: Somebody;
  beforeEach(async () => {
    [zahra, karwan] = await matched([
      ['slack', 'zahra'],
      ['discord', 'karwan'],
    ]);
  });

  const talk = async () => {
    await zahra.press('relay:accept');
    await karwan.press('relay:accept');
  };
  const write = async (from: Somebody, words: string) => {
    const opened = await from.press('relay:write');
    return from.submit(opened.replace('form:', ''), { words });
  };

  it('is matched, and each is introduced where they are', async () => {
    for (const [person, other] of [
      [zahra, 'karwan'],
      [karwan, 'zahra'],
    ] as const) {
      const introduction = person.texts().find((text) => text.includes('You two are matched'));
      expect(introduction).toContain(other);
      expect(introduction).toContain('I can pass messages between you');
    }
    // The one whose platform wants to be asked reads it in a private group with the bot alone, not in a direct message.
    expect(karwan.received().every(({ to }) => to.startsWith('group:room:coffee:'))).toBe(true);
    expect([...world.discord.groups.values()].map(({ people }) => people.map(({ user }) => user))).toEqual([['karwan']]);
    expect(zahra.received().at(-1)?.to).toBe('direct:zahra');
  });

  it('carries words only once both have agreed', async () => {
    expect(await zahra.press('relay:accept')).toContain('as soon as you can write to karwan');
    expect(await zahra.pressAnyway('relay:write:1')).toContain('only between those who have agreed');
    expect(await zahra.submit('relay:write:1', { words: 'Hello?' })).toContain('only between those who have agreed');
    expect(karwan.texts().some((text) => text.includes('Hello?'))).toBe(false);
    expect(await karwan.press('relay:accept')).toContain('You can write to one another now');
    expect(zahra.texts().at(-1)).toContain('You can write to one another now');
  });

  it('shows what was written as words of a person, and keeps it no longer than that', async () => {
    await talk();
    const nasty = '<@everyone> *bold* [x](https://e.vil) @here\nsecond line \u202Eback';
    expect(await write(zahra, nasty)).toContain('I’m passing it on to karwan');
    const carried = karwan.received().at(-1);
    expect(carried?.text).toContain('zahra writes:');
    expect(carried?.message.cards[0]?.blocks).toContainEqual({
      type: 'quote',
      text: ['<@everyone> *bold* [x](https://e.vil) @here\nsecond line back'],
    });
    expect(await wordsKept()).toBe(0);
    expect(JSON.stringify(world.logger.lines)).not.toContain('second line');
    await write(karwan, 'وعليكم السلام');
    expect(zahra.texts().at(-1)).toContain('وعليكم السلام');
    expect(zahra.texts().filter((text) => text.includes('وعليكم السلام'))).toHaveLength(1);
  });

  it.each([
    ['en', 'send it in parts'],
    ['ar', 'يُرجى إرسالها على أجزاء'],
    ['ckb', 'تکایە بە چەند بەشێک بینێرە'],
  ] as const)('advises in %s to send in parts what is too long to carry', async (language, advice) => {
    await talk();
    await world.store.autocommit.members.update((await zahra.member()).id, { language });
    expect(await write(zahra, 'x'.repeat(3001))).toContain(advice);
    expect(await wordsKept()).toBe(0);
  });

  it('keeps words while the platform is away, and erases them with the person', async () => {
    await talk();
    world.discord.troubles.push('never-arrived');
    await write(zahra, 'my secret number');
    expect(await wordsKept()).toBe(1);
    expect(await exportPersonalData(world.app.contexts.autocommit, (await zahra.member()).id)).toMatchObject({
      relays: [{ with: ['karwan'], state: 'open', words: 1, yours: 'accepted' }],
      messagesOnTheirWay: ['my secret number'],
    });
    await zahra.pressAnyway(`members:forget-confirm:${(await zahra.member()).id}`, [], 'direct');
    expect(await wordsKept()).toBe(0);
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(karwan.texts().some((text) => text.includes('my secret number'))).toBe(false);
  });

  it('carries each message once, also when the answer of the platform was lost', async () => {
    await talk();
    world.discord.troubles.push('lost');
    await write(zahra, 'only once');
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.discord.posted.filter(({ text }) => text.includes('only once'))).toHaveLength(1);
    expect(await wordsKept()).toBe(0);
  });

  it('tells the writer when words can’t be carried, keeps them a week for an organiser’s retry, and then no longer', async () => {
    await talk();
    world.discord.troubles.push('refused');
    await write(zahra, 'my new number');
    expect(zahra.texts().some((text) => text.includes('couldn’t pass'))).toBe(false);
    await world.runUntil(after(world.clock.now(), HOUR));
    const told = () => zahra.texts().filter((text) => text.includes('I couldn’t pass your message on to karwan'));
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('ask an organiser');
    expect(karwan.texts().some((text) => text.includes('my new number'))).toBe(false);
    expect(await wordsKept()).toBe(1);

    await world.runUntil(after(world.clock.now(), 6 * DAY));
    expect(await wordsKept()).toBe(1);
    await world.runUntil(after(world.clock.now(), 2 * DAY));
    expect(await wordsKept()).toBe(0);
    expect(told()).toHaveLength(1);
    expect(zahra.texts().filter((text) => text.includes('have deleted it now'))).toHaveLength(1);
    expect((await world.store.autocommit.agenda.find('relay:1:check1'))?.state).toBe('done');
    // What an organiser tries again now carries nothing.
    const row = await world.store.autocommit.agenda.find(`deliver:relay:1:word1:${(await karwan.member()).id}`);
    if (row) await world.store.autocommit.agenda.retry(row.id, world.clock.now());
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(karwan.texts().some((text) => text.includes('my new number'))).toBe(false);
  });

  it('tells nobody of words that arrive late, and carries those that an organiser has tried again', async () => {
    await talk();
    world.discord.troubles.push('refused');
    await write(zahra, 'at last');
    await world.runUntil(after(world.clock.now(), 2 * HOUR));
    const row = await world.store.autocommit.agenda.find(`deliver:relay:1:word1:${(await karwan.member()).id}`);
    if (!row) throw new Error('no row');
    await world.store.autocommit.agenda.retry(row.id, world.clock.now());
    await world.runUntil(after(world.clock.now(), 9 * DAY));
    expect(karwan.texts().filter((text) => text.includes('at last'))).toHaveLength(1);
    expect(zahra.texts().some((text) => text.includes('deleted'))).toBe(false);
  });

  it('counts as talking: no nudge where words were carried, one where none were', async () => {
    const round = await world.round();
    await talk();
    await write(zahra, 'Salam');
    await world.runUntil(after(round.nudgeAt, HOUR));
    expect(zahra.texts().some((text) => text.includes('still quiet'))).toBe(false);
    const [match] = await world.store.autocommit.coffee.matches(round.id);
    expect(match?.lastWordAt).not.toBeNull();
  });

  it('is nudged where nothing was said', async () => {
    await world.runUntil(after((await world.round()).nudgeAt, HOUR));
    for (const person of [zahra, karwan]) {
      expect(person.texts().at(-1)).toContain('still quiet');
      expect(person.texts().at(-1)).toContain('I can pass messages between you');
    }
  });

  it('ends when a contact was exchanged, and goes on if that was too soon', async () => {
    await talk();
    expect(await zahra.press('relay:contact')).toContain('Good to hear');
    expect(karwan.texts().at(-1)).toContain('zahra tells me that you’ve exchanged contact details');
    expect(await karwan.pressAnyway('relay:write:1')).toContain('is over');
    await karwan.press('relay:accept');
    expect(await write(karwan, 'wait!')).toContain('passing it on to zahra');
    expect(zahra.texts().at(-1)).toContain('wait!');
  });

  it('stops for good at the wish of one', async () => {
    await talk();
    await karwan.press('relay:stop');
    expect(zahra.texts().at(-1)).toContain('no longer pass on messages between you and karwan');
    expect(await zahra.pressAnyway('relay:write:1')).toContain('is over');
    expect(await zahra.pressAnyway('relay:accept:1')).toContain('is over');
    expect(await karwan.pressAnyway('relay:accept:1')).toContain('is over');
  });

  it('is nobody else’s business', async () => {
    await talk();
    const stranger = await world.addMember('slack', 'stranger');
    for (const action of ['accept', 'write', 'contact', 'stop'])
      expect(await stranger.pressAnyway(`relay:${action}:1`)).toContain('no longer know this conversation');
    expect(await stranger.submit('relay:write:1', { words: 'hi' })).toContain('no longer know this conversation');
    expect(await stranger.pressAnyway('relay:write:nonsense')).toContain('no longer know this conversation');
  });

  it('refuses nothing, too much, and files in words that say what to do', async () => {
    await talk();
    expect(await zahra.submit('relay:write:1', { words: ' \u202E ' })).toContain('Please fill this in');
    expect(await zahra.submit('relay:write:1', { words: 'x'.repeat(1501) })).toContain('1,501 characters');
    const reply = await world.app.inbox.action({
      eventId: 'open',
      from: zahra.identity,
      conversation: { ...zahra.identity, id: 'd', kind: 'direct' },
      action: 'relay:write:1',
      values: [],
    });
    if (reply.type !== 'form') throw new Error('no form');
    expect(reply.form.fields).toHaveLength(1);
    expect(reply.form.fields[0]?.hint).toContain('I can’t pass on files');
  });
});

describe('what the relay says to whom', () => {
  it('tells only the other that they can write, changes the introductions, and shows the writer their own words', async () => {
    const [zahra, karwan] = await matched([
      ['slack', 'zahra'],
      ['discord', 'karwan'],
    ]);
    const earlier = world.updates.length;
    const updates = () => world.updates.slice(earlier);
    await zahra.press('relay:accept');
    await world.runUntil(world.clock.now());
    // The "Yes" does not stay once it was said; the other is still asked.
    expect(updates()).toHaveLength(1);
    expect(updates()[0]).toContain('I’ll tell you as soon as you can write to karwan');
    const before = karwan.texts().length;
    expect(await karwan.press('relay:accept')).toContain('You can write to one another now');
    await world.runUntil(world.clock.now());
    expect(karwan.texts()).toHaveLength(before);
    expect(zahra.texts().at(-1)).toContain('You can write to one another now');
    expect(
      updates()
        .slice(1)
        .map((text) => text.includes('You can write to one another now')),
    ).toEqual([true, true]);

    const opened = await zahra.press('relay:write');
    await zahra.submit(opened.replace('form:', ''), { words: 'See you at noon' });
    expect(zahra.texts().at(-1)).toBe('You wrote:\nSee you at noon');
    expect(karwan.texts().at(-1)).toContain('zahra writes:');
  });

  it('answers who types in the room how to write, once an hour', async () => {
    const [zahra, karwan] = await matched([
      ['slack', 'zahra'],
      ['discord', 'karwan'],
    ]);
    await zahra.press('relay:accept');
    await karwan.press('relay:accept');
    const [room] = karwan.received().map(({ to }) => to);
    const conversation = { ...karwan.identity, id: room ?? '', kind: 'group' } as const;
    const type = async (eventId: string) => {
      await world.app.inbox.message({
        eventId,
        from: karwan.identity,
        conversation,
        message: { conversation, id: eventId },
        at: world.clock.now(),
      });
      await world.runUntil(world.clock.now());
    };
    const how = () => karwan.texts().filter((text) => text.includes('can’t read what is typed here'));
    await type('a');
    await type('b');
    expect(how()).toHaveLength(1);
    expect(how()[0]).toContain('You can write to one another now');
    await world.runUntil(after(world.clock.now(), HOUR));
    await type('c');
    expect(how()).toHaveLength(2);
  });

  it('answers the same to whoever types in the direct conversation that is their room, while they can write there', async () => {
    const [zahra, karwan] = await matched([
      ['slack', 'zahra'],
      ['discord', 'karwan'],
    ]);
    const [to] = zahra.received().flatMap(({ to }) => (to.startsWith('direct:') ? [to] : []));
    const conversation = { ...zahra.identity, id: to ?? '', kind: 'direct' } as const;
    const type = async (eventId: string) => {
      const message = { conversation, id: eventId };
      await world.app.inbox.message({ eventId, from: zahra.identity, conversation, message, at: world.clock.now() });
      await world.runUntil(world.clock.now());
    };
    const how = () => zahra.texts().filter((text) => text.includes('can’t read what is typed here'));
    await zahra.press('relay:accept');
    await type('a');
    expect(how()).toHaveLength(0);
    await karwan.press('relay:accept');
    for (const event of ['b', 'c']) await type(event);
    expect(how()).toHaveLength(1);
    expect(how()[0]).toContain('You can write to one another now');
    expect(karwan.texts().filter((text) => text.includes('can’t read'))).toHaveLength(0);
  });
});

describe('three on two platforms', () => {
  it('hear all that is said, each where they are, as soon as two have agreed', async () => {
    const [zahra, karwan, haider] = await matched([
      ['slack', 'zahra'],
      ['discord', 'karwan'],
      ['discord', 'haider'],
    ]);
    for (const person of [zahra, karwan, haider]) expect(person?.texts().at(-1)).toContain('I can pass messages between you');
    await zahra.press('relay:accept');
    await karwan.press('relay:accept');
    await zahra.submit('relay:write:1', { words: 'to two' });
    expect(karwan.texts().at(-1)).toContain('to two');
    expect(haider?.texts().some((text) => text.includes('to two'))).toBe(false);
    await haider?.press('relay:accept');
    await karwan.submit('relay:write:1', { words: 'to all' });
    expect(zahra.texts().at(-1)).toContain('to all');
    expect(haider?.texts().at(-1)).toContain('to all');
  });

  it('need no relay where all are on one platform', async () => {
    const [zahra] = await matched([
      ['discord', 'zahra'],
      ['discord', 'karwan'],
    ]);
    expect(zahra.texts().at(-1)).toContain('You two are matched');
    expect(zahra.texts().at(-1)).not.toContain('pass');
    expect(await world.store.autocommit.relays.findByKey('coffee:1')).toBeUndefined();
  });
});
