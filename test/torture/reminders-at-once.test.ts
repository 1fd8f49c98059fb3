import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, between, HOUR, MINUTE, SECOND, toInstant } from '../../src/core/time.js';
import { planReminders } from '../../src/features/events/reminders/plan.js';
import { eventsStore, type WholeEvent } from '../../src/features/events/store/index.js';
import { createMemoryPace } from '../../src/pace/memory.js';
import { runWhatIsDue, type TestClock } from '../support/clock.js';
import { insertEvent, insertGoing } from '../support/events.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';
import { aMember } from '../support/records.js';
import { visibleText } from '../support/slack/index.js';
import { tell } from './form.js';

const PEOPLE = 5_000;
const ON_EACH = PEOPLE / 2;
/** What Slack calls "several hundred a minute" is counted as no more than these. */
const SLACK_POSTS = 300;
const slackUser = (index: number) => `U0REMIND${index}`;
const REMINDED = /Safe spaces.* begins in/;

describe(`${PEOPLE} people who come to one event`, () => {
  let house: PlatformApp;
  let whole: WholeEvent;
  let clock: TestClock | undefined;
  let discordUsers: readonly string[] = [];
  /** Whoever waits for a slot lets the time pass for all. */
  const pass = async (ms: number): Promise<void> => clock?.advance(ms);

  beforeAll(async () => {
    house = await startPlatformApp({
      slackLimits: true,
      slackPosts: SLACK_POSTS,
      discordLimits: { posts: { limit: 5, windowMs: 5 * SECOND }, perSecond: 50 },
      pace: { create: (now) => createMemoryPace({ now }), sleep: pass },
      before(discord) {
        discordUsers = Array.from({ length: ON_EACH }, (_, index) => discord.person(`Member ${index}`).id);
      },
      beforeSlack(slack) {
        for (let index = 0; index < ON_EACH; index += 1) slack.addUser({ id: slackUser(index), realName: `Member ${index}` });
      },
    });
    clock = house.clock;
    await house.settle();
    whole = await registerAll(house, discordUsers);
  });
  afterAll(() => house.close());

  it('reminds each exactly once an hour before, within the limits of both platforms, and all before it begins', async () => {
    const [session] = whole.sessions;
    if (!session) throw new Error('no session');
    let steps = 0;
    await runWhatIsDue(house.clock, between(house.clock.now(), session.startsAt) - 1, {
      run: async () => {
        steps += 1;
        await house.settle();
      },
      nextDue: () => house.app.runner.nextDue(),
    });
    const { rows } = await sql<{ state: string; reason: string | null; n: number; last: number }>`
      select state, reason, count(*) as n, max(sent_at) as last from deliveries
      where kind = 'events.reminder' group by 1, 2`.execute(house.store.engines.autocommit.tx.db);
    expect(rows.map(({ state, reason, n }) => [state, reason, n])).toEqual([['sent', null, PEOPLE]]);
    const took = between(after(session.startsAt, -HOUR), toInstant(rows[0]?.last ?? 0));
    tell(`${PEOPLE} reminders, none refused, the last one ${Math.round(took / SECOND)} s after it was due; ${steps} steps`);
    expect(took).toBeLessThan(HOUR);
    expect(took).toBeLessThan((ON_EACH / SLACK_POSTS + 5) * MINUTE);

    const { slack, discord } = house;
    const read = [
      ...slack.messages
        .filter((message) => REMINDED.test(visibleText(message)))
        .map(({ channel }) => [...(slack.channels.get(channel)?.members ?? [])].find((user) => user !== slack.bot.user)),
      ...[...discord.world.channels.values()].flatMap(({ members, messages }) =>
        messages
          .filter((message) => REMINDED.test(discord.words(message)))
          .map(() => [...members].find((user) => user !== discord.world.bot.id)),
      ),
    ];
    const times = new Map<string | undefined, number>();
    for (const user of read) times.set(user, (times.get(user) ?? 0) + 1);
    const wanted = [...discordUsers, ...discordUsers.map((_, index) => slackUser(index))];
    expect(wanted.filter((user) => times.get(user) !== 1)).toEqual([]);
    expect(read).toHaveLength(PEOPLE);
    // What could not be opened before is known from its first message.
    for (const user of [slackUser(0), slackUser(ON_EACH - 1)])
      expect((await house.app.contexts.autocommit.conversations.find(`direct:${user}`, 'slack'))?.id).toBe(slack.directOf(user)?.id);
    expect(slack.calls.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });
});

/** One event in two hours, whose reminder is due in one, and everyone comes to it and wants to be reminded. */
async function registerAll({ store, clock, discord, slack, app }: PlatformApp, onDiscord: readonly string[]): Promise<WholeEvent> {
  const { tx } = store.autocommit;
  const startsAt = toInstant(clock.now() + 2 * HOUR);
  const accounts = [
    ...onDiscord.map((user) => ({ platform: 'discord' as const, space: discord.world.guild.id, user })),
    ...onDiscord.map((_, index) => ({ platform: 'slack' as const, space: slack.team, user: slackUser(index) })),
  ];
  // It has no post, and so no thread.
  const event = await insertEvent(tx, clock.now(), { announcedAt: null });
  const planned = await eventsStore(tx).whole(event);
  const [session] = planned?.sessions ?? [];
  if (!session) throw new Error('no session');
  await eventsStore(tx).updateSession(session.id, { startsAt, endsAt: toInstant(startsAt + HOUR) });
  await store.transaction(async ({ members, accounts: linked, tx: inside }) => {
    const { rows } = await sql<{ user: string; member: MemberId }>`select user_id as user, member_id as member from identities`.execute(
      inside.db,
    );
    const known = new Map(rows.map(({ user, member }) => [user, member]));
    for (const account of accounts) {
      // The bot knows some from the platform already.
      const member = known.get(account.user) ?? (await members.insert(aMember()));
      if (!known.has(account.user)) await linked.link(member, account);
      await insertGoing(inside, event, member);
    }
    await sql`update identities set direct = 'chosen'`.execute(inside.db);
    await sql`update event_registrations set reminds = 1`.execute(inside.db);
  });
  const whole = await eventsStore(tx).whole(event);
  if (!whole) throw new Error('no event');
  await app.contexts.transaction((context) => planReminders(context, whole.event, whole.sessions));
  return whole;
}
