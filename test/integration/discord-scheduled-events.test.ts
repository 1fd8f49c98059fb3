import { PermissionFlagsBits as Allow, GatewayIntentBits, GuildScheduledEventStatus as Status } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { after, DAY, HOUR } from '../../src/core/time.js';
import type { NativeEntry, NativeEvents } from '../../src/ports/native-events.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { requests } from '../support/discord/index.js';

const CREATES = /^\/guilds\/\d+\/scheduled-events$/;

let harness: DiscordHarness;
afterEach(() => harness.close());

const events = (): NativeEvents => {
  if (!harness.adapter.events) throw new Error('no calendar');
  return harness.adapter.events;
};
const entry = (given: Partial<NativeEntry> = {}): NativeEntry => ({
  mark: '/events show 1',
  title: 'Safe spaces',
  about: 'What we learned',
  where: 'See the place with',
  startsAt: after(harness.clock.now(), DAY),
  endsAt: after(harness.clock.now(), DAY + HOUR),
  ...given,
});
const all = () => [...harness.discord.world.scheduledEvents.values()];

describe('scheduled events of Discord', () => {
  it('are written once, changed where they stand, and called off', async () => {
    harness = await startDiscord();
    const id = await events().put(entry());
    expect(await events().put(entry({ title: 'Safer spaces', startsAt: after(harness.clock.now(), 2 * HOUR), about: '' }))).toBe(id);
    await events().put(entry({ mark: '/events show 11' }));
    expect(all().map(({ name, location }) => [name, location])).toEqual([
      ['Safer spaces', 'See the place with /events show 1'],
      ['Safe spaces', 'See the place with /events show 11'],
    ]);
    await events().remove('/events show 1');
    await events().remove('/events show 1');
    expect(all().map(({ status }) => status)).toEqual([Status.Canceled, Status.Scheduled]);
    expect(await events().put(entry())).not.toBe(id);
  });

  it('are written once, whichever answer was lost', async () => {
    harness = await startDiscord();
    const { faults } = harness.discord;
    faults.next(requests('POST', CREATES), { type: 'drop', commit: true });
    await events().put(entry());
    faults.next(requests('POST', CREATES), { type: 'drop', commit: false });
    await expect(events().put(entry({ mark: '/events show 2' }))).rejects.toMatchObject({ outcome: 'ambiguous' });
    await harness.restart();
    await events().put(entry({ mark: '/events show 2' }));
    await events().put(entry());
    expect(all()).toHaveLength(2);
  });

  it('hold what Discord allows, cut at a word', async () => {
    harness = await startDiscord();
    await events().put(entry({ title: 'word '.repeat(40), about: 'وشە '.repeat(600), where: 'x'.repeat(120) }));
    const [written] = all();
    expect(written?.name.length).toBeLessThanOrEqual(100);
    expect(written?.description?.length).toBeLessThanOrEqual(1000);
    expect(written?.location).toBe('/events show 1');
  });

  it('are ended where they go on, and those of others are left alone', async () => {
    harness = await startDiscord();
    await events().put(entry());
    const [written] = all();
    if (!written) throw new Error('nothing was written');
    written.status = Status.Active;
    await events().put(entry({ title: 'Later' }));
    expect(written.name).toBe('Later');
    await events().remove('/events show 1');
    expect(written.status).toBe(Status.Completed);
    harness.discord.world.scheduledEvents.set('9', { ...written, id: '9', creator: harness.zainab.id, status: Status.Scheduled });
    await events().remove('/events show 1');
    expect(harness.discord.world.scheduledEvents.get('9')?.status).toBe(Status.Scheduled);
  });

  it('tell an organiser which right is missing, and when it is given', async () => {
    harness = await startDiscord();
    const role = [...harness.discord.world.roles.values()].find(({ name }) => name === 'Mudhif');
    if (!role) throw new Error('no role');
    role.permissions &= ~Allow.CreateEvents;
    await expect(events().put(entry())).rejects.toMatchObject({ outcome: 'refused' });
    expect(harness.problems.map(({ code }) => code)).toEqual(['event-permission-missing']);
    role.permissions |= Allow.CreateEvents;
    await events().put(entry());
    expect(harness.ended).toContain('event-permission-missing');
  });

  it('tell an organiser that there are too many', async () => {
    harness = await startDiscord();
    await events().put(entry({ mark: '/events show 0' }));
    const [first] = all();
    if (!first) throw new Error('nothing was written');
    for (let at = 1; at < 100; at++) harness.discord.world.scheduledEvents.set(`x${at}`, { ...first, id: `x${at}`, location: `${at}` });
    await expect(events().put(entry())).rejects.toMatchObject({ outcome: 'refused' });
    expect(harness.problems.map(({ code }) => code)).toEqual(['events-full']);
    await events().put(entry({ mark: '/events show 0', title: 'Still changed' }));
    expect(first.name).toBe('Still changed');
  });

  it('name all who are interested, page by page', async () => {
    harness = await startDiscord();
    const id = await events().put(entry());
    const people = Array.from({ length: 201 }, (_, index) => harness.discord.person(`Person ${index}`).id);
    for (const person of people) harness.discord.world.scheduledEvents.get(id)?.interested.add(person);
    const interested = await events().interested(id);
    expect(new Set(interested.map(({ user }) => user))).toEqual(new Set(people));
    expect(interested[0]).toMatchObject({ platform: 'discord', space: harness.discord.world.guild.id });
  });

  it('tell whom they interest', async () => {
    harness = await startDiscord();
    const id = await events().put(entry());
    const zainab = harness.discord.person('Zainab');
    const { gateway, world } = harness.discord;
    const data = { guild_scheduled_event_id: id, user_id: zainab.id, guild_id: world.guild.id };
    gateway.dispatch({ type: 'GUILD_SCHEDULED_EVENT_USER_ADD', intents: GatewayIntentBits.GuildScheduledEvents, data });
    await expect
      .poll(() => harness.inbox.received.interests)
      .toEqual([{ from: { platform: 'discord', space: world.guild.id, user: zainab.id }, entry: id }]);
    gateway.dispatch({
      type: 'GUILD_SCHEDULED_EVENT_USER_ADD',
      intents: GatewayIntentBits.GuildScheduledEvents,
      data: { ...data, guild_id: '1' },
    });
    gateway.packet({ op: 0, t: 'GUILD_SCHEDULED_EVENT_USER_ADD', d: { guild_id: world.guild.id } });
    gateway.dispatch({ type: 'GUILD_SCHEDULED_EVENT_USER_ADD', intents: GatewayIntentBits.GuildScheduledEvents, data });
    await expect.poll(() => harness.inbox.received.interests.length).toBe(2);
  });
});
