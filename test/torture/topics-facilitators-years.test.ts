import { expect, it } from 'vitest';
import { addDays, instantOf, weekdayOf } from '../../src/calendar/wall-clock.js';
import { type MemberId, type OrganisationId, toId } from '../../src/core/ids.js';
import { after, HOUR, type LocalDate, toLocalDate, toLocalTime } from '../../src/core/time.js';
import { addMonths, type Month, sameDayAfter, toMonth } from '../../src/features/topics/rules/month.js';
import type { Topic, TopicId } from '../../src/features/topics/types.js';
import { seededRandom } from '../../src/kit/random.js';
import { topicsOf } from '../support/facilitators.js';
import { createWorld } from '../support/world.js';

const MONTHS = 24;
const VOLUNTEERS = 26;
const ORGANISATIONS = 13;
const SECTORS = ['protection', 'recovery', 'awareness', 'legislation'];
const ZONE = 'Asia/Baghdad';

/** The first and the third Sunday of a month. */
function sundaysOf(month: Month): readonly [LocalDate, LocalDate] {
  const first = toLocalDate(`${month}-01`);
  const days = Array.from({ length: 7 }, (_, index) => addDays(first, index));
  const sunday = days.find((day) => weekdayOf(day) === 'sun') ?? first;
  return [sunday, addDays(sunday, 14)];
}

/**
 * Two years of two topics a month. Those who are asked say yes, say no or stay silent, some much later; facilitators hand over or
 * leave. With enough volunteers the rules of the rota hold without exception, and nobody is named who did not agree.
 */
it('finds a facilitator for each topic of two years by the rules of the rota', async () => {
  const world = await createWorld({ start: '2026-12-10T09:00:00+03:00' });
  const topics = topicsOf(world);
  const draw = seededRandom(7);
  const organisations: OrganisationId[] = [];
  for (let index = 0; index < ORGANISATIONS; index++) organisations.push(await world.addOrganisation());
  const organisationOf = new Map<MemberId, OrganisationId>();
  for (let index = 0; index < VOLUNTEERS; index++) {
    const organisation = organisations[index % ORGANISATIONS]!;
    const sectors = [SECTORS[index % SECTORS.length]!];
    const member = await world.addMember({ organisation, sectors, languages: index % 3 === 0 ? ['en', 'ar'] : ['en'] });
    organisationOf.set(member, organisation);
    await world.as(member).pressAnyway('topics:volunteer:any');
  }
  const said = new Set<string>();
  const seen = new Set<string>();
  const gone = new Set<MemberId>();
  const silent: { readonly member: MemberId; readonly topic: TopicId }[] = [];

  /** Whoever was asked since the last time decides. */
  const answers = async () => {
    for (const { key } of world.sent.splice(0)) {
      const found = /^topics:facilitators:ask:(\d+):facilitator:(\d+):\d+$/.exec(key);
      if (!found || seen.has(key)) continue;
      seen.add(key);
      const about = toId<TopicId>(found[1] ?? '');
      const who = toId<MemberId>(found[2] ?? '');
      const dice = draw(10);
      if (dice < 5) {
        said.add(`${about}:${who}`);
        await world.as(who).pressAnyway(`topics:agree-to:${about}.facilitator`);
      } else if (dice < 8) await world.as(who).pressAnyway(`topics:refuse-to:${about}.facilitator`);
      else silent.push({ member: who, topic: about });
    }
    // Now and then somebody answers much too late.
    const [late] = silent;
    if (late && draw(6) === 0) {
      silent.shift();
      if (!gone.has(late.member)) {
        said.add(`${late.topic}:${late.member}`);
        await world.as(late.member).pressAnyway(`topics:agree-to:${late.topic}.facilitator`);
      }
    }
  };
  const all: TopicId[] = [];
  const pending: Topic[] = [];
  const open: Topic[] = [];
  let day = toLocalDate('2026-12-10');
  let approves = 0;
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(toMonth('2027-01'), index));
  while (approves < MONTHS || pending.length + open.length > 0) {
    const now = instantOf(day, toLocalTime('10:00'), ZONE);
    await world.runUntil(now);
    const month = months[approves];
    if (month !== undefined && day >= addDays(toLocalDate(`${month}-01`), -16)) {
      approves++;
      for (const date of sundaysOf(month)) {
        const opensAt = instantOf(date, toLocalTime('10:00'), ZONE);
        const id = await topics.insert(opensAt, { month, sector: SECTORS[draw(SECTORS.length)]! });
        await topics.approve(id);
        all.push(id);
        pending.push(await topics.find(id));
      }
    }
    for (const topic of pending.filter(({ opensAt }) => opensAt <= now)) {
      pending.splice(pending.indexOf(topic), 1);
      await topics.open(topic.id);
      open.push(await topics.find(topic.id));
    }
    for (const topic of open.filter(({ closesAt }) => (closesAt ?? now) <= now)) {
      open.splice(open.indexOf(topic), 1);
      await topics.close(topic.id);
    }
    await answers();
    await world.runUntil(after(now, HOUR));
    await answers();
    for (const { id } of [...pending, ...open]) {
      const { facilitator } = await topics.find(id);
      if (facilitator === null) continue;
      // Nobody is named without having said yes.
      expect(said.has(`${id}:${facilitator}`)).toBe(true);
      const dice = draw(60);
      if (dice === 0 && pending.some((topic) => topic.id === id)) await world.as(facilitator).pressAnyway(`topics:hand-over:${id}`);
      if (dice === 1 && gone.size < 3) {
        gone.add(facilitator);
        await world.as(facilitator).leave();
      }
    }
    day = addDays(day, 1);
  }

  const held = await Promise.all(all.map((id) => topics.find(id)));
  const facilitators = held.map(({ facilitator, plannedDate }) => ({ member: facilitator, date: plannedDate }));
  expect(held).toHaveLength(2 * MONTHS);
  expect(facilitators.filter(({ member }) => member === null)).toEqual([]);
  for (const [index, one] of facilitators.entries()) {
    const next = facilitators[index + 1];
    if (next) expect([index, organisationOf.get(one.member!) === organisationOf.get(next.member!)]).toEqual([index, false]);
    for (const other of facilitators.slice(index + 1)) {
      if (other.member === one.member) expect([one.date, other.date >= sameDayAfter(one.date, 3)]).toEqual([one.date, true]);
    }
  }
  // Turns go round: nobody facilitates much more often than others.
  const counts = [...organisationOf.keys()].map((member) => facilitators.filter((one) => one.member === member).length);
  expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  expect(gone.size).toBeGreaterThan(0);
  await world.close();
}, 180_000);
