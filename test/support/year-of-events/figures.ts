import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../src/core/transaction.js';
import { sharesBySql } from './shares.js';

/** From a midnight of the community to before another one, as it is seen at a moment of the day `today`. */
interface Period {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly today: string;
}

/** Events of a period with the moment at which they begin; a session that was called off is none. */
const eventsOf = ({ from, to }: Period) => sql`(select e.id, e.kind, e.format, e.state, min(s.starts_at) as began
  from events e join event_sessions s on s.event_id = e.id where e.state in ('announced', 'cancelled') and s.state = 'planned'
  group by e.id, e.kind, e.format, e.state having min(s.starts_at) >= ${from} and min(s.starts_at) < ${to})`;

/** Those that took place. */
const heldIn = (period: Period) => sql`(select * from ${eventsOf(period)} e where state = 'announced' and began <= ${period.now})`;

/** Who was in a session, each person of an event once, with the sessions that they were in. */
const cameIn = (period: Period) => sql`(select r.id, r.event_id, r.member_id, r.organisation_id, r.is_guest, r.registered_at, count(*) as n
  from event_registrations r join event_attendance a on a.registration_id = r.id join event_sessions s on s.id = a.session_id
  where a.share > 0 and s.state = 'planned' and r.event_id in (select id from ${heldIn(period)} h)
  group by r.id, r.event_id, r.member_id, r.organisation_id, r.is_guest, r.registered_at)`;

/** Each person once, with the organisation of their last registration; nothing tells who guests and erased people are. */
const onceIn = (period: Period) => sql`(select 0 as scope, c.organisation_id, c.is_guest from ${cameIn(period)} c where c.member_id is null
  or c.id = (select d.id from ${cameIn(period)} d where d.member_id = c.member_id order by d.registered_at desc, d.id desc limit 1))`;

/** Answers that are shown: the first ones of each event, in steps of five. */
const starsIn = (period: Period) => sql`(select event_id, stars from (select f.stars, f.event_id,
    row_number() over (partition by f.event_id order by f.answered_at, f.member_id) as place,
    count(*) over (partition by f.event_id) as answers
  from event_feedback f where f.event_id in (select id from ${heldIn(period)} h)) a where place <= answers - answers % 5)`;

/** The figures of a period by SQL alone, to be compared with the report. */
export async function figuresBySql({ db }: Pick<Tx, 'db'>, period: Period) {
  const rows = async <T>(query: RawBuilder<T>) => (await query.execute(db)).rows;
  const one = async (query: RawBuilder<{ n: number | null }>) => (await rows(query))[0]?.n ?? 0;
  const events = eventsOf(period);
  const held = heldIn(period);
  const came = cameIn(period);
  const members = await one(sql`select count(*) as n from members where is_bot = 0 and joined_at < ${period.to}
    and (status = 'active' or (status = 'left' and induction_step is null and left_at >= ${period.from}))`);
  const stars = await one(sql`select round(avg(stars) * 10) / 10 as n from ${starsIn(period)} s`);
  return {
    members,
    kinds: await rows<{ kind: string; held: number; coming: number; cancelled: number; virtual: number; room: number; hybrid: number }>(
      sql`select kind, sum(is_held) as held, sum(state = 'cancelled') as cancelled, sum(state = 'announced' and not is_held) as coming,
        sum(is_held and format = 'virtual') as virtual, sum(is_held and format = 'in-person') as room,
        sum(is_held and format = 'hybrid') as hybrid
      from (select *, state = 'announced' and began <= ${period.now} as is_held from ${events} a) e group by kind`,
    ),
    registered: await one(sql`select count(*) as n from event_registrations where event_id in (select id from ${held} h)
      and state in ('applied', 'going', 'waiting', 'offered', 'not-selected')`),
    selected: await one(sql`select count(*) as n from event_registrations where event_id in (select id from ${held} h)
      and state in ('going', 'offered')`),
    unique: await one(sql`select count(distinct coalesce('m' || member_id, 'r' || id)) as n from ${came} c`),
    repeated: await one(sql`select sum(n) as n from ${came} c`),
    absent: await one(sql`select count(*) as n from event_registrations r where r.event_id in (select event_id from ${came} c)
      and r.state in ('going', 'offered') and r.id not in (select id from ${came} d)`),
    noted: await one(sql`select count(distinct event_id) as n from ${came} c`),
    answers: await one(sql`select count(stars) as n from ${starsIn(period)} s`),
    average: stars === 0 ? null : stars,
    /** Women and men of sessions that show both. */
    women: (
      await rows<{ women: number | null; men: number | null; events: number }>(
        sql`select sum(women) as women, sum(men) as men, count(distinct event_id) as events from event_sessions where state = 'planned'
          and event_id in (select id from ${held} h) and women not between 1 and 4 and men not between 1 and 4`,
      )
    )[0],
    open: await rows<{ words: string; overdue: number }>(
      sql`select words, due_on < ${period.today} as overdue from event_notes where kind = 'action' and merged_into is null
        and outcome is null and event_id in (select id from ${events} e) order by due_on, id`,
    ),
    /** Each event that took place. */
    events: await rows<{ id: number; registered: number; selected: number; came: number; repeated: number; average: number | null }>(
      sql`select h.id,
        (select count(*) from event_registrations r where r.event_id = h.id
          and r.state in ('applied', 'going', 'waiting', 'offered', 'not-selected')) as registered,
        (select count(*) from event_registrations r where r.event_id = h.id and r.state in ('going', 'offered')) as selected,
        (select count(*) from ${came} c where c.event_id = h.id) as came,
        (select coalesce(sum(n), 0) from ${came} c where c.event_id = h.id) as repeated,
        (select round(avg(stars) * 10) / 10 from ${starsIn(period)} s where s.event_id = h.id) as average
      from ${held} h order by h.began, h.id`,
    ),
    /** As each event shows it, added up, and each person once. */
    places: await sharesBySql({ db }, sql`(select event_id as scope, organisation_id, is_guest from ${came} c)`, members),
    people: await sharesBySql({ db }, onceIn(period), members),
  };
}
