import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, instantOf, localDateOf, weekdayOf } from '../../src/calendar/wall-clock.js';
import type { MemberId } from '../../src/core/ids.js';
import { DAY, HOUR, type Instant, type LocalDate, toLocalDate, toLocalTime } from '../../src/core/time.js';
import type { TopicId } from '../../src/features/topics/types.js';
import { FEASTS, liveTwoYears, MONTHS, OFF, type Years } from './topics-years.js';
import { textOf } from './world.js';

interface TopicRow {
  readonly id: TopicId;
  readonly month: string;
  readonly slot: number | null;
  readonly state: string;
  readonly sector: string | null;
  readonly opens_at: Instant;
  readonly opened_at: Instant | null;
  readonly closes_at: Instant | null;
  readonly closed_at: Instant | null;
  readonly texts: string;
}

const ZONE = 'Asia/Baghdad';
const QUOTA = 2;
/** After so many days without a summary the next is asked; so long one is not overdue. */
const SUMMARY_DAYS = 5;

/** The first and the third Sunday of a month at ten, each moved off feasts to the next working day. */
function openingsOf(month: string): readonly Instant[] {
  const first = toLocalDate(`${month}-01`);
  const sundays = Array.from({ length: 21 }, (_, days) => addDays(first, days)).filter((date) => weekdayOf(date) === 'sun');
  return [sundays[0], sundays[2]].map((sunday) => {
    let date = sunday ?? first;
    while (['fri', 'sat'].includes(weekdayOf(date)) || FEASTS.some(({ from, to }) => from <= date && date <= to)) date = addDays(date, 1);
    return instantOf(date, toLocalTime('10:00'), ZONE);
  });
}

/** The same day three months later, as a calendar on the wall has it. */
function threeMonthsAfter(date: LocalDate): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const later = new Date(Date.UTC(year, month + 2, 1));
  const last = new Date(Date.UTC(year, month + 3, 0)).getUTCDate();
  later.setUTCDate(Math.min(day, last));
  return later.toISOString().slice(0, 10);
}

const wasOff = (at: Instant): boolean => OFF.from <= localDateOf(at, ZONE) && localDateOf(at, ZONE) <= OFF.to;

/** Two years with these people's dice, read from the tables and from what was posted, and not by the program's own rules. */
export function describeTwoYears(seed: number): void {
  describe(`two years of a community of 120, with seed ${seed}`, () => {
    let years: Years;
    /** Whatever was not skipped, in the order of the openings. */
    let topics: readonly TopicRow[];
    const held = () => topics.filter(({ opened_at }) => opened_at !== null);
    const count = async (from: ReturnType<typeof sql<{ n: number }>>) => (await years.rows(from))[0]?.n ?? 0;

    beforeAll(async () => {
      years = await liveTwoYears(seed);
      topics = await years.rows(sql<TopicRow>`select * from topics where state != 'skipped' order by opens_at, id`);
    }, 300_000);
    afterAll(() => years.close());

    it('is lived through without a mistake of the program', async () => {
      expect(years.surprises).toEqual([]);
      expect(years.world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
      expect(await years.rows(sql`select kind, payload, reason from agenda where state = 'failed'`)).toEqual([]);
      expect(await years.rows(sql`select key from deliveries where state in ('failed', 'waiting')`)).toEqual([]);
      const overdue = years.world.clock.now() - HOUR;
      expect(await years.rows(sql`select kind, payload from agenda where state = 'planned' and due_at < ${overdue}`)).toEqual([]);
    });

    it('has its quota of topics in each month, at their hours', () => {
      for (const month of MONTHS) {
        const planned = held().filter((topic) => topic.month === month && topic.slot !== null);
        expect([month, planned.map(({ slot }) => slot).toSorted()]).toEqual([month, [1, QUOTA]]);
        for (const { slot, opens_at, opened_at } of planned) {
          const due = wasOff(opens_at) ? instantOf(OFF.to, toLocalTime('12:00'), ZONE) : opens_at;
          // Where several are late, a day is left between two.
          const late = wasOff(opens_at) ? 3 * DAY : HOUR;
          expect([month, slot, Number(opened_at) >= due && Number(opened_at) < due + late]).toEqual([month, slot, true]);
          if (!years.moved.has(`${month}.${slot}`))
            expect([month, slot, opens_at]).toEqual([month, slot, openingsOf(month)[(slot ?? 1) - 1]]);
        }
      }
      const moments = held().map(({ opened_at }) => opened_at);
      expect(new Set(moments).size).toBe(moments.length);
    });

    it('tells of no topic twice, and of no proposal in two plans', async () => {
      const twice = sql`select proposal_id from topics where state != 'skipped' and proposal_id is not null group by 1 having count(*) > 1`;
      expect(await years.rows(twice)).toEqual([]);
      const openings = years.world.fake.posted.filter(({ key }) => key.startsWith('topics:opening:')).map(({ key }) => key);
      expect(openings.length).toBe(new Set(openings).size);
      expect(openings.length).toBe(held().length);
    });

    it('discusses each sector as often as the others, give or take one', () => {
      const counts = new Map<string, number>();
      for (const month of ['2026-12', ...MONTHS]) {
        for (const { sector } of topics.filter((topic) => topic.month === month)) {
          if (sector !== null) counts.set(sector, (counts.get(sector) ?? 0) + 1);
        }
        const all = [...counts.values(), ...Array.from({ length: 8 - counts.size }, () => 0)];
        expect([month, Math.max(...all) - Math.min(...all) <= 1, counts]).toEqual([month, true, counts]);
      }
    });

    it('names nobody who did not agree, no two of one organisation in a row, and nobody twice within three months', () => {
      const facilitators: { readonly topic: number; readonly member: MemberId; readonly date: LocalDate }[] = [];
      let before: { readonly topic: number; readonly organisation: number | undefined } | undefined;
      for (const { id, opens_at } of held()) {
        const seats = years.facilitated.get(id);
        const last = seats?.last ?? null;
        for (const member of [seats?.opening, seats?.last]) {
          if (member != null) expect([id, member, years.agreed.has(`${id}.facilitator:${member}`)]).toEqual([id, member, true]);
        }
        const organisation = last === null ? undefined : years.organisationOf.get(last);
        if (organisation !== undefined) {
          expect([before, { topic: id, organisation }, before?.organisation === organisation]).toEqual([
            before,
            { topic: id, organisation },
            false,
          ]);
        }
        before = { topic: id, organisation };
        if (last !== null) facilitators.push({ topic: id, member: last, date: localDateOf(opens_at, ZONE) });
      }
      for (const [index, one] of facilitators.entries()) {
        for (const other of facilitators.slice(index + 1)) {
          if (other.member === one.member) expect([one, other, other.date >= threeMonthsAfter(one.date)]).toEqual([one, other, true]);
        }
      }
      expect(facilitators.length).toBeGreaterThan(0.8 * held().length);
    });

    it('asks for facilitators ten days before an opening, and the next after a no or three days of silence', () => {
      const asks = years.world.sent.flatMap(({ key, at }) => {
        const [, topic, member] = /^topics:facilitators:ask:(\d+):facilitator:(\d+):/.exec(key) ?? [];
        return topic === undefined ? [] : [{ topic: Number(topic), member: Number(member), at }];
      });
      const told = years.world.sent.map(({ key }) => /^topics:facilitators:(?:missing|gone):(\d+):/.exec(key)?.[1]);
      for (const { id, month, slot, opens_at } of held()) {
        const own = asks.filter(({ topic }) => topic === id);
        if (slot !== null && month !== '2026-12') expect([id, (own[0]?.at ?? opens_at) <= opens_at - 10 * DAY]).toEqual([id, true]);
        for (const [index, ask] of own.entries()) {
          const before = own[index - 1];
          if (!before) continue;
          // Also where somebody answered late, in the place of whoever was asked after them, and gave it back.
          const askedSoFar = own.slice(0, index).map(({ member }) => member);
          const isFree = years.refused.some(
            ({ member, topic, at }) => askedSoFar.includes(Number(member)) && (topic ?? id) === id && at >= before.at && at <= ask.at,
          );
          expect([before, ask, isFree || ask.at - before.at >= 3 * DAY]).toEqual([before, ask, true]);
        }
        // Organisers hear where nobody has agreed.
        if (years.facilitated.get(id)?.opening === null) expect([id, told.includes(String(id))]).toEqual([id, true]);
      }
    });

    it('closes each topic with a summary, or shows that it is overdue', async () => {
      const now = years.world.clock.now();
      const summaries = await years.rows(sql<{ topic_id: number; state: string }>`select topic_id, state from topic_summaries`);
      const shown = textOf(await years.as(years.boss).pressAnyway('topics:overdue:0'));
      const posted = new Set(years.world.sent.map(({ key }) => key.split(':').slice(0, 3).join(':')));
      let overdue = 0;
      for (const { id, state, closes_at, closed_at, texts } of held()) {
        if (Number(closes_at) > now) continue;
        expect([id, state]).toEqual([id, 'closed']);
        if (Number(closed_at) > now - (SUMMARY_DAYS + 1) * DAY) continue;
        const summary = summaries.find(({ topic_id }) => topic_id === id);
        if (summary?.state === 'written') expect([id, posted.has(`topics:summary:${id}`)]).toEqual([id, true]);
        else {
          overdue++;
          const titles: readonly string[] = Object.values(JSON.parse(texts) as Record<string, { title: string }>).map(({ title }) => title);
          expect([titles, titles.some((title) => shown.includes(title.slice(0, 20)))]).toEqual([titles, true]);
          // The facilitator and one more volunteer are asked before the organisers.
          const isTold = posted.has(`topics:summary-overdue:${id}`) || Number(closed_at) > now - (2 * SUMMARY_DAYS + 1) * DAY;
          expect([id, isTold]).toEqual([id, true]);
        }
      }
      expect(overdue).toBeGreaterThan(0);
      expect(overdue).toBeLessThan(held().length / 2);
    });

    it('loses nothing that was written, and keeps only the words of who shares them', async () => {
      expect(await count(sql`select count(*) as n from topic_contributions`)).toBe(years.written.length);
      const words = await years.rows(
        sql<{ member_id: number | null; words: string; share: string | null }>`select c.member_id, c.words, consent.share
        from topic_contributions c left join topic_consents consent on consent.member_id = c.member_id where c.words is not null`,
      );
      expect(words.length).toBeGreaterThan(10);
      for (const { member_id, words: text, share } of words) expect([member_id, text, share]).toEqual([member_id, text, 'yes']);
      for (const member of years.erased) {
        const of = `%m${member}x%`;
        expect([member, await count(sql`select count(*) as n from topic_contributions where words like ${of}`)]).toEqual([member, 0]);
        expect([member, await count(sql`select count(*) as n from topic_facilitations where member_id = ${member}`)]).toEqual([member, 0]);
      }
    });
  });
}
