import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, HOUR } from '../../src/core/time.js';
import { DeliveryError } from '../../src/ports/chat.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms({ settings: { coffee: { cadence: { every: 'week', weekday: 'sun' }, pauseAfterUnanswered: 1 } } });
});
afterEach(() => world.close());

const directTo = (user: string) => world.discord.posted.filter(({ to }) => to === `direct:${user}`);

describe('where direct messages want to be asked for', () => {
  it('nobody is written to directly through a round, and everything is there to be asked for', async () => {
    const zahra = await world.addMember('discord', 'zahra');
    const karwan = await world.addMember('discord', 'karwan');
    await zahra.type('/coffee join');
    await karwan.type('/coffee join');
    await world.runUntil(after(world.clock.now(), 20 * DAY));
    expect(world.discord.posted.filter(({ to }) => to.startsWith('direct:'))).toEqual([]);
    // Pairs meet in their private group, where introduction and nudge are.
    expect(zahra.texts().some((text) => text.includes('You two are matched'))).toBe(true);
    const kinds = (await world.store.autocommit.deliveries.list({ states: ['waiting'], limit: 500 })).map(({ kind }) => kind);
    expect([...new Set(kinds)].sort()).toEqual(expect.arrayContaining(['coffee.check-in', 'coffee.paused', 'coffee.personal-invitation']));

    // The card in the channel names nobody, pings nobody, and comes once a day at most.
    const cards = world.inChannels().filter(({ text }) => text.includes('Press the button'));
    expect(cards.length).toBeGreaterThan(0);
    expect(cards.every(({ to, text }) => to === 'channel:coffee' && !text.includes('zahra'))).toBe(true);
    expect(new Set(cards.map(({ key }) => key)).size).toBe(cards.length);
    expect(
      world.discord.posted.filter(({ text }) => text.includes('Press the button')).every(({ mentions }) => mentions.length === 0),
    ).toBe(true);

    const seen = await zahra.pressAnyway('members:waiting:0', [], 'channel');
    expect(seen).toContain('A little pause?');
    expect(seen).toContain('May I write to you directly?');
    expect(await zahra.pressAnyway('members:waiting:0', [], 'channel')).toContain('Nothing is waiting');
    expect(await world.store.autocommit.deliveries.list({ states: ['waiting'], member: zahra.id, limit: 5 })).toEqual([]);
    expect((await world.store.autocommit.deliveries.list({ states: ['waiting'], member: karwan.id, limit: 5 })).length).toBeGreaterThan(0);
  });

  it('welcomes who comes in the channel of that platform, and reminds nobody directly', async () => {
    await world.person('discord', 'new').join();
    await world.person('discord', 'newer').join();
    expect(world.shown.map(({ platform, to }) => [platform, to])).toEqual([['discord', 'channel:general']]);
    await world.person('discord', 'new').pressAnyway('members:start:en', [], 'channel');
    await world.runUntil(after(world.clock.now(), 4 * DAY));
    expect(world.discord.posted.filter(({ to }) => to.startsWith('direct:'))).toEqual([]);
    await world.person('slack', 'other').join();
    expect(world.shown.at(-1)).toMatchObject({ platform: 'slack', to: 'direct:other' });
  });

  it('shows an import to its organiser alone or in the organisers’ channel, and posts nothing for everybody', async () => {
    const zahra = await world.addMember('discord', 'zahra', { role: 'organiser' });
    const csv = new TextEncoder().encode('name,organisation\nAmal,Tigris\n');
    await zahra.type('/community import', 'channel', [{ name: 'members.csv', mediaType: 'text/csv', bytes: csv }]);
    await zahra.press('community:import-apply:');
    await world.runUntil(after(world.clock.now(), HOUR));
    expect(world.inChannels().filter(({ to }) => to !== 'channel:organisers')).toEqual([]);
    const told = world.inChannels().map(({ text }) => text);
    const waiting = await world.store.autocommit.deliveries.list({ states: ['waiting'], limit: 9 });
    expect(told.length + waiting.length).toBeGreaterThan(0);
  });

  it('asks whoever joins, and writes to who said yes', async () => {
    const zahra = await world.addMember('discord', 'zahra');
    expect(await zahra.type('/coffee join')).toContain('May I write to you directly?');
    expect(await zahra.press('members:direct:yes')).toContain('From now on I’ll write to you directly');
    expect(await zahra.type('/coffee join')).not.toContain('May I write');
    await world.runUntil(after(world.clock.now(), 7 * DAY));
    expect(directTo('zahra').length).toBeGreaterThan(0);
  });

  it('gives what waited to who says yes, once', async () => {
    const zahra = await world.addMember('discord', 'zahra');
    await world.store.autocommit.deliveries.plan({
      key: 'k',
      kind: 'members.merged',
      args: { member: zahra.id },
      to: { to: 'member', member: zahra.id },
      dueAt: world.clock.now(),
    });
    await world.app.runner.runDue();
    expect((await world.store.autocommit.deliveries.find('k'))?.state).toBe('waiting');
    expect(await zahra.pressAnyway('members:direct:yes', [], 'channel')).toContain('An organiser has found you');
    expect((await world.store.autocommit.deliveries.find('k'))?.state).toBe('sent');
    expect(directTo('zahra')).toEqual([]);
  });

  it('shows what waits for one person alone below their next answer, once, and posts no card about it', async () => {
    const zahra = await world.addMember('discord', 'zahra');
    await zahra.type('/coffee join');
    await world.runUntil(after(world.clock.now(), 8 * DAY));
    expect(await world.store.autocommit.deliveries.list({ states: ['waiting'], member: zahra.id, limit: 5 })).not.toEqual([]);
    expect(world.inChannels().filter(({ text }) => text.includes('Press the button'))).toEqual([]);
    const answer = await zahra.type('/profile language');
    expect(answer).toContain('coffee chat');
    expect(await world.store.autocommit.deliveries.list({ states: ['waiting'], member: zahra.id, limit: 5 })).toEqual([]);
    expect(await zahra.type('/profile language')).not.toContain('coffee chat');
  });

  it('counts writing to the bot as asking, unless the person has said no', async () => {
    const [zahra, karwan] = [await world.addMember('discord', 'zahra'), await world.addMember('discord', 'karwan')];
    await zahra.type('/coffee status', 'direct');
    await karwan.pressAnyway('members:direct:no', [], 'channel');
    await karwan.type('/coffee status', 'direct');
    const choices = async (id: typeof zahra.id) => (await world.store.autocommit.accounts.of(id)).map(({ direct }) => direct);
    expect([await choices(zahra.id), await choices(karwan.id)]).toEqual([['opened'], ['declined']]);
    expect(await karwan.pressAnyway('members:direct:ask')).toContain('I don’t write to you directly');
    expect(await zahra.pressAnyway('members:direct:ask')).toContain('I write to you directly');
  });

  it('writes to nobody directly who said no, on a platform that would be fine with it neither', async () => {
    const zahra = await world.addMember('slack', 'zahra');
    await zahra.pressAnyway('members:direct:no', [], 'channel');
    await zahra.type('/coffee join');
    await world.runUntil(after(world.clock.now(), 7 * DAY));
    expect(world.slack.posted.filter(({ to }) => to.startsWith('direct:'))).toEqual([]);
    // A card for everybody would concern one person alone.
    expect(world.shown.filter(({ to, text }) => to.startsWith('channel:') && text.includes('Press the button'))).toEqual([]);
    expect(await zahra.pressAnyway('members:waiting:0', [], 'channel')).toContain('coffee chat');
  });

  it('prefers another account of the person that may be written to', async () => {
    const zahra = await world.addMember('discord', 'zahra');
    await world.store.autocommit.accounts.link(zahra.id, { platform: 'slack', space: 'test', user: 'U1' });
    await zahra.type('/coffee join');
    await world.runUntil(after(world.clock.now(), 7 * DAY));
    expect(world.slack.posted.some(({ to }) => to === 'direct:U1')).toBe(true);
    expect(world.inChannels().some(({ text }) => text.includes('Press the button'))).toBe(false);
  });

  it('remembers no conversation with whoever is forgotten, under any of their accounts', async () => {
    const [zahra, also, karwan] = [
      await world.addMember('slack', 'zahra'),
      await world.addMember('discord', 'z.ali'),
      await world.addMember('discord', 'karwan'),
    ];
    for (const one of [also, karwan]) await one.pressAnyway('members:direct:yes', [], 'channel');
    for (const one of [zahra, also, karwan]) await one.type('/coffee join');
    await world.runUntil(after(world.clock.now(), 7 * DAY));
    const remembered = async () => {
      const rows = await world.store.database.db.selectFrom('conversations').select(['key', 'kind']).execute();
      return rows.filter(({ key }) => /^(direct|room):/.test(key)).map(({ key }) => key);
    };
    const to = (user: string) => `direct:${user}`;
    expect((await remembered()).filter((key) => key.startsWith('direct:')).sort()).toEqual([to('karwan'), to('z.ali'), to('zahra')]);
    // Both accounts are one person's; and a place of theirs with the bot alone, as a relay opens it.
    const code = /code:([A-Z0-9-]+)/.exec(await zahra.type('/profile link'))?.[1];
    await also.type(`/profile link code:${code}`);
    await also.press('members:link-confirm');
    const { id } = await zahra.member();
    for (const who of [id, karwan.id])
      await world.store.autocommit.conversations.save(`room:coffee:17:${who}`, {
        platform: 'discord',
        space: 'test',
        id: `r${who}`,
        kind: 'group',
      });
    await zahra.type('/profile forget');
    await zahra.pressAnyway(`members:forget-confirm:${id}`, [], 'direct');
    expect(await remembered()).toEqual(expect.arrayContaining([to('karwan'), `room:coffee:17:${karwan.id}`]));
    const left = (await remembered()).join(' ');
    for (const trace of [to('zahra'), to('z.ali'), `:17:${id}`]) expect(left).not.toContain(trace);
  });

  it('does not wait for a way that the platform has shut: what is for the person waits behind the button', async () => {
    const zahra = await world.addMember('discord', 'zahra');
    await zahra.pressAnyway('members:direct:yes', [], 'channel');
    world.discord.openDirect = async () => {
      throw new DeliveryError('stopped', 'wait', { retryAfterMs: DAY, directClosed: true });
    };
    await zahra.type('/coffee join');
    await world.runUntil(after(world.clock.now(), 7 * DAY + HOUR));
    expect(await zahra.pressAnyway('members:waiting:0', [], 'channel')).toContain('coffee chat');
  });
});
