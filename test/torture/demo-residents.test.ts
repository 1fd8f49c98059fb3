import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localTimeOf } from '../../src/calendar/wall-clock.js';
import { between, DAY, HOUR, toInstant } from '../../src/core/time.js';
import { DEMO_PERSONAS, DEMO_SPACE } from '../../src/demo/index.js';
import { NO_COUNTS } from '../../src/features/coffee/report.js';
import { createDemoWorld, DEMO_START, type DemoWorld } from '../support/demo.js';
import { openTestStore } from '../support/store.js';

const START = Date.parse(DEMO_START);
const PERSONAS: readonly string[] = DEMO_PERSONAS.map(({ user }) => user);

/** What people said of their coffees, without ids that the database gave. */
async function said({ store }: DemoWorld): Promise<unknown> {
  const rounds = await store.autocommit.coffee.rounds({ limit: 3 });
  return Promise.all(rounds.map(({ id }) => store.autocommit.coffee.matches(id)));
}

async function personaMembers({ store }: DemoWorld): Promise<ReadonlySet<number>> {
  const found = await Promise.all(
    PERSONAS.map((user) => store.autocommit.members.findByAccount({ platform: 'web', space: DEMO_SPACE, user })),
  );
  return new Set(found.flatMap((member) => (member ? [Number(member.id)] : [])));
}

describe('residents', () => {
  let world: DemoWorld;
  let group: string;

  beforeAll(async () => {
    world = await createDemoWorld();
    // A little after the introductions that the personas get at once.
    await world.days(0);
    const conversations = await world.store.autocommit.webChat.conversationsOf('maryam');
    group = conversations.find(({ kind }) => kind === 'group')?.id ?? '';
    await world.days(45);
  });
  afterAll(() => world.stop());

  it('live through a round from the invitation to the check-in in the web chat, by the inbox alone', async () => {
    const { coffee } = world.store.autocommit;
    const [newest, last] = await coffee.rounds({ limit: 2 });
    expect([newest?.number, newest?.state, last?.number, last?.state]).toEqual([11, 'introduced', 10, 'closed']);
    if (!last) throw new Error('no round');
    const counts = (await coffee.participationCounts([last.id])).get(last.id) ?? NO_COUNTS;
    expect(counts.invited).toBeGreaterThan(80);
    expect(counts.skipped).toBeGreaterThan(0);
    expect(counts.skipped).toBeLessThan(counts.invited / 4);
    const seats = (await coffee.matches(last.id)).flatMap(({ members }) => members);
    const met = seats.filter(({ checkIn }) => checkIn === 'met');
    expect(met.length / seats.length).toBeGreaterThan(0.5);
    expect(met.length / seats.length).toBeLessThan(0.9);
    expect(seats.filter(({ checkIn }) => checkIn === null).length).toBeGreaterThan(3);
    expect(met.filter(({ outcome }) => outcome !== null).length).toBeGreaterThan(met.length / 2);
    expect(met.filter(({ note }) => note !== null).length).toBeGreaterThan(5);
  });

  it('agree with one another on whether they met', async () => {
    const [, last] = await world.store.autocommit.coffee.rounds({ limit: 2 });
    if (!last) throw new Error('no round');
    const both = (await world.store.autocommit.coffee.matches(last.id)).filter(({ members }) =>
      members.every(({ checkIn }) => checkIn !== null),
    );
    expect(both.length).toBeGreaterThan(10);
    for (const { members } of both) expect(new Set(members.map(({ checkIn }) => checkIn)).size).toBe(1);
  });

  it('never act for a persona', async () => {
    const personas = await personaMembers(world);
    expect(personas.size).toBe(3);
    for (const round of await world.store.autocommit.coffee.rounds({ limit: 3 })) {
      if (round.number < 9) continue;
      const seats = (await world.store.autocommit.coffee.matches(round.id)).flatMap(({ members }) => members);
      expect(seats.filter(({ member, checkIn }) => member !== null && personas.has(member) && checkIn !== null)).toEqual([]);
      const answered = (await world.store.autocommit.coffee.participations(round.id)).filter(({ member }) => personas.has(member));
      if (round.number > 9) expect(answered.filter(({ answer }) => answer !== 'invited')).toEqual([]);
    }
    for (const user of PERSONAS) {
      const own = await world.store.autocommit.webChat.writtenBy(user);
      expect(own.filter(({ at }) => at >= START)).toEqual([]);
    }
  });

  it('write in their groups while they are awake, some hours after the bot', async () => {
    const messages = await world.store.autocommit.webChat.messages({ conversation: group, user: 'maryam', limit: 50 });
    const [introduction, ...others] = messages;
    expect(introduction?.author).toBeNull();
    const words = others.filter(({ author }) => author !== null);
    expect(words.length).toBeGreaterThan(0);
    for (const { at } of words) {
      expect(between(introduction?.at ?? toInstant(0), at)).toBeGreaterThanOrEqual(HOUR);
      const hour = localTimeOf(at, 'Asia/Baghdad');
      expect(hour >= '06:00' && hour < '23:30').toBe(true);
    }
  });

  it('answer a persona who writes in their group', async () => {
    const { webChat } = world.store.autocommit;
    await webChat.insertMessage({
      conversation: group,
      thread: null,
      author: 'maryam',
      onlyFor: null,
      at: world.clock.now(),
      content: { type: 'text', text: 'Could you send me the form?', files: [] },
      key: 'client:maryam:12345678',
    });
    const before = (await webChat.messages({ conversation: group, user: 'maryam', limit: 50 })).length;
    await world.days(1);
    const after = await webChat.messages({ conversation: group, user: 'maryam', limit: 50 });
    expect(after.length).toBe(before + 1);
    expect(PERSONAS).not.toContain(after.at(-1)?.author);
    await world.days(2);
    expect((await webChat.messages({ conversation: group, user: 'maryam', limit: 50 })).length).toBe(before + 1);
  });

  it('vote in the polls of topics, and say which questions were answered', async () => {
    const { topics } = world.store.autocommit;
    const lived = (await topics.topicsIn(['open', 'closed'])).filter(({ openedAt }) => (openedAt ?? 0) > START);
    const polls = (await Promise.all(lived.map(({ id }) => topics.pollsOf(id)))).flat();
    expect(polls.length).toBeGreaterThan(0);
    const votes = await Promise.all(polls.map(({ id }) => topics.votesOf(id)));
    // The newest may have just been asked.
    expect(Math.max(...votes.map((each) => each.length))).toBeGreaterThan(3);
    const written = (await Promise.all(lived.map(({ id }) => topics.contributionsOf(id)))).flat();
    expect(written.filter(({ questionAnsweredAt }) => questionAnsweredAt !== null).length).toBeGreaterThan(0);
  });

  it('leave nothing failed behind', async () => {
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    const failed = await world.store.autocommit.agenda.list({ states: ['failed'], limit: 10 });
    expect(failed).toEqual([]);
  });

  it('are in the panel, in the reader’s language', async () => {
    const english = await world.demo.timeline.agenda('en');
    const kurdish = await world.demo.timeline.agenda('ckb');
    expect(english.done.length).toBeGreaterThan(20);
    expect(english.upcoming.map(({ kind }) => kind)).toContain('coffee.check-in');
    for (const upkeep of ['housekeeping', 'topics.facilitators.look'])
      expect([...english.done, ...english.upcoming].map(({ kind }) => kind)).not.toContain(upkeep);
    for (const { label } of [...english.done, ...english.upcoming]) expect(label).not.toMatch(/\((coffee|members)\./);
    expect(kurdish.done[0]?.label).toMatch(/[ۆەێ]/);
    for (const items of [english.done, english.upcoming]) expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    const hours = english.done.map(({ at }) => at);
    expect(hours).toEqual(hours.toSorted((a, b) => between(a, b)));
    const { next, now } = await world.demo.timeline.now('ar');
    expect(now).toBe(world.clock.now());
    expect(next?.label).toMatch(/[ا-ي]/);
    expect(next?.at).toBeGreaterThan(now);
  });
});

describe('time that passes', () => {
  it('is the same each time, in one go, in steps, and over a restart of the server', async () => {
    const whole = await createDemoWorld({ enrolled: 24 });
    await whole.days(0);
    await whole.days(16);

    const store = await openTestStore();
    let stepwise = await createDemoWorld({ store, enrolled: 24 });
    await stepwise.days(0);
    for (let step = 0; step < 6; step += 1) await stepwise.days(1);
    await stepwise.stop();
    // Residents have forgotten what they had in mind, and read it again.
    stepwise = await createDemoWorld({ store, start: START + 6 * DAY });
    for (let step = 6; step < 16; step += 2) await stepwise.days(2);

    expect(stepwise.clock.now()).toBe(whole.clock.now());
    expect(await said(stepwise)).toEqual(await said(whole));
    const written = async ({ store: { autocommit: read } }: DemoWorld) =>
      (await read.agenda.list({ states: ['done'], kindPrefix: 'deliver', limit: 5000 })).map(({ key }) => key).sort();
    expect(await written(stepwise)).toEqual(await written(whole));
    await stepwise.stop();
    await store.close();
    await whole.stop();
  });
});
