import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { localDateOf } from '../../../src/calendar/wall-clock.js';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { shownPeople } from '../../../src/core/small-groups.js';
import { after, DAY, HOUR, type Instant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { reportOf } from '../../../src/features/events/reporting/rules/report.js';
import type { EventsTables } from '../../../src/features/events/store/tables.js';
import { EVENT_KINDS, REGISTRATION_STATES, type RegistrationId, type SessionId } from '../../../src/features/events/types.js';
import { ORGANISATION_TYPES } from '../../../src/features/members/public.js';
import { anEvent } from '../../support/events.js';
import { lookAt } from '../../support/kept-shares.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

const FORMATS = ['virtual', 'in-person', 'hybrid'] as const;
const PEOPLE = 40;
const END = after(T0, 365 * DAY);
const NOW = after(T0, 180 * DAY);

/** What the report of a period counts. */
export function describeEventReports(store: () => TestStore): void {
  describe('the report of events', () => {
    test('equals hand-written SQL', async () => {
      await aYear(store());
      const { autocommit } = store();
      const read = await autocommit.events.reportedPeriod(T0, END);
      const organisations = await autocommit.organisations.list();
      const report = reportOf(
        lookAt({
          ...read,
          now: NOW,
          today: toLocalDate('2027-04-30'),
          // The days of these events, which are no calendar year.
          from: localDateOf(T0, 'Asia/Baghdad'),
          to: localDateOf(END, 'Asia/Baghdad'),
          zone: 'Asia/Baghdad',
          plan: {},
          organisations,
          members: PEOPLE * 4,
          types: ORGANISATION_TYPES,
          sectors: [],
          governorates: [],
        }),
      );
      const ask = async (query: ReturnType<typeof sql<{ readonly n: number | string | null }>>) => {
        const { rows } = await query.execute(autocommit.tx.db);
        return Number(rows[0]?.n ?? 0);
      };
      const held = sql`select e.id from events e where e.state = 'announced'
        and (select min(s.starts_at) from event_sessions s where s.event_id = e.id and s.state = 'planned') between ${T0} and ${NOW}`;
      const there = sql`select a.registration_id from event_attendance a join event_sessions s on s.id = a.session_id
        where a.share > 0 and s.state = 'planned' and s.event_id in (${held})`;
      const registered = sql`select count(*) as n from event_registrations r where r.event_id in (${held})`;
      expect({
        held: await ask(sql`select count(*) as n from (${held}) h`),
        registered: await ask(sql`${registered} and r.state in ('applied', 'going', 'waiting', 'offered', 'not-selected')`),
        selected: await ask(sql`${registered} and r.state in ('going', 'offered')`),
        unique: await ask(sql`select count(distinct r.member_id) + count(case when r.member_id is null then 1 end) as n
          from event_registrations r where r.id in (${there})`),
        repeated: await ask(sql`select count(*) as n from (${there}) t`),
        absent: await ask(sql`${registered} and r.state in ('going', 'offered') and r.id not in (${there}) and r.event_id in
          (select x.event_id from event_registrations x where x.id in (${there}))`),
        open: await ask(sql`select count(*) as n from event_notes where kind = 'action' and outcome is null and merged_into is null`),
        women: await ask(sql`select sum(women) as n from event_sessions s where s.state = 'planned' and s.men >= 5
          and s.event_id in (${held})`),
      }).toEqual({
        held: report.held,
        registered: report.registered,
        selected: report.selected,
        unique: report.unique,
        repeated: report.repeated,
        absent: report.absent,
        open: report.actions.open,
        women: report.women?.shown?.[0],
      });
      for (const { kind, held: count, coming, cancelled, formats } of report.kinds) {
        const inPeriod = sql`select count(*) as n from events e where e.kind = ${kind} and e.state <> 'draft'
          and (select min(s.starts_at) from event_sessions s where s.event_id = e.id and s.state = 'planned') between ${T0} and ${END}`;
        expect(count + coming + cancelled).toBe(await ask(sql`${inPeriod}`));
        expect(cancelled).toBe(await ask(sql`${inPeriod} and e.state = 'cancelled'`));
        expect(formats.virtual).toBe(await ask(sql`${inPeriod} and e.format = 'virtual' and e.id in (${held})`));
      }
      // Of such days each event counts for itself.
      const heldEvents = (await sql<{ readonly id: number }>`${held} order by e.id`.execute(autocommit.tx.db)).rows;
      const sums = [...ORGANISATION_TYPES, undefined].map(() => 0);
      for (const { id } of heldEvents) {
        const came = sql`select r.organisation_id from event_registrations r where r.event_id = ${id} and r.id in (${there})`;
        const groups: { people: number; organisations: number }[] = [];
        for (const type of ORGANISATION_TYPES)
          groups.push({
            people: await ask(
              sql`select count(*) as n from (${came}) c join organisations o on o.id = c.organisation_id where o.type = ${type}`,
            ),
            organisations: 0,
          });
        groups.push({ people: await ask(sql`select count(*) as n from (${came}) c where c.organisation_id is null`), organisations: 0 });
        const shown = shownPeople(PEOPLE * 4, groups);
        if (shown.type === 'shown')
          for (const [index, { people }] of shown.groups.entries()) sums[index] = (sums[index] ?? 0) + (people ?? 0);
      }
      expect(report.countedBy.types).toBe('places');
      expect(report.types.type === 'shown' ? report.types.groups.map(({ people }) => people ?? 0) : undefined).toEqual(sums);
      expect(report.repeated).toBeGreaterThan(report.unique);
      expect((await autocommit.events.reportedPeriod(END, after(END, DAY))).events).toEqual([]);
    });

    test('has what was shown first of events and of periods, whatever is written afterwards', async () => {
      const { events } = store().autocommit;
      const event = await events.insertEvent(anEvent(T0, {}));
      const shares = {
        people: 12,
        types: { type: 'shown', people: 12, organisations: null, groups: [{ people: 12, organisations: 3 }] },
        guests: null,
        sectors: new Map([['protection', 6]]),
        governorates: new Map<string, number>(),
      } as const;
      expect(await events.keptShares(event)).toBeUndefined();
      const kept = { shares, counted: [toId<RegistrationId>(3), toId<RegistrationId>(5)], keptAt: T0 };
      expect(await events.keepShares(event, kept)).toEqual(kept);
      expect(await events.keepShares(event, { shares: { ...shares, people: 13 }, counted: [], keptAt: END })).toEqual(kept);
      const countedBy = { types: 'people', sectors: 'places', governorates: 'people' } as const;
      const [from, to] = [toLocalDate('2026-12-01'), toLocalDate('2026-12-31')];
      const period = { from, to, shares: { ...shares, countedBy, added: 1, rest: 0 } };
      await events.keepPeriod(period, T0);
      await events.keepPeriod({ ...period, shares: { ...period.shares, people: 1 } }, END);
      expect(await events.keptPeriods(toLocalDate('2026-10-01'), to)).toEqual([period]);
      expect(await events.keptPeriods(toLocalDate('2026-12-02'), to)).toEqual([]);
    });
  });
}

/** Twenty-one events, some called off, some with two sessions, with people, guests, attendance and actions. */
async function aYear({ autocommit }: TestStore): Promise<void> {
  const { members, organisations, events, tx } = autocommit;
  const db = tx.db.withTables<EventsTables>();
  const ids: OrganisationId[] = [];
  for (const type of ORGANISATION_TYPES) ids.push(await organisations.insert(anOrganisation({ name: type, type })));
  const people: MemberId[] = [];
  for (let index = 0; index < PEOPLE; index++) people.push(await members.insert(aMember({ name: `M${index}` })));
  for (let index = 0; index < 21; index++) {
    const event = await events.insertEvent(
      anEvent(T0, {
        kind: EVENT_KINDS[index % EVENT_KINDS.length] ?? 'webinar',
        format: FORMATS[index % FORMATS.length] ?? 'virtual',
        state: index % 7 === 6 ? 'cancelled' : index % 10 === 9 ? 'draft' : 'announced',
      }),
    );
    const sessions: SessionId[] = [];
    for (let position = 1; position <= 1 + (index % 3); position++) {
      const state = position === 3 ? 'cancelled' : 'planned';
      sessions.push(await events.insertSession({ event, position, state, ...times(after(T0, (index * 16 + position) * DAY)) }));
    }
    // Some counted so few men that they show neither.
    const men = index % 5 === 0 ? 3 : 5;
    await db.updateTable('event_sessions').set({ women: 6, men }).where('event_id', '=', event).where('position', '=', 1).execute();
    const seated = people.filter((_member, place) => (place * 7 + index) % 3 !== 0);
    const rows = [...seated, null, null].map((member, place) => ({
      community_id: tx.community,
      event_id: event,
      member_id: member,
      guest_name: member === null ? 'Guest' : null,
      organisation_id: member === null ? null : (ids[people.indexOf(member) % ids.length] ?? null),
      state: REGISTRATION_STATES[(place + index) % REGISTRATION_STATES.length] ?? 'going',
      attends: 'online' as const,
      registered_at: after(T0, index * HOUR + place),
    }));
    const registrations = await db.insertInto('event_registrations').values(rows).returning('id').execute();
    const there = registrations.flatMap(({ id: registration }, place) =>
      sessions.flatMap((session, number) =>
        (place + number + index) % 4 === 0 || index % 5 === 4
          ? []
          : [{ session, registration, source: 'list' as const, share: place % 9 === 8 ? 0 : 100, recordedAt: T0 }],
      ),
    );
    await events.saveAttendance(there);
    const note = { community_id: tx.community, event_id: event, language: 'en', words: 'Call', noted_at: T0 } as const;
    if (index === 1) {
      await db
        .insertInto('event_notes')
        .values([
          { ...note, kind: 'action' },
          { ...note, kind: 'action', outcome: 'done' },
          { ...note, kind: 'decision' },
        ])
        .execute();
    }
  }
}

function times(startsAt: Instant) {
  return {
    date: toLocalDate('2026-11-01'),
    startTime: toLocalTime('10:00'),
    endTime: toLocalTime('11:00'),
    startsAt,
    endsAt: after(startsAt, HOUR),
  };
}
