import { sql } from 'kysely';
import type { Tx } from '../../../src/core/transaction.js';

/** The figures of a year by SQL alone, to be compared with the report. */
export async function figuresBySql(
  { db }: Pick<Tx, 'db'>,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
) {
  const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows;
  /** Events that took place, each with the moment at which it began. */
  const held = sql`(select e.id, e.kind, e.format, min(s.starts_at) as began from events e join event_sessions s on s.event_id = e.id
    where e.state = 'announced' and s.state = 'planned' group by e.id, e.kind, e.format
    having min(s.starts_at) >= ${from} and min(s.starts_at) < ${to} and min(s.starts_at) <= ${now})`;
  const one = async (query: ReturnType<typeof sql<{ n: number | string | null }>>) => Number((await rows(query))[0]?.n ?? 0);
  const table = async (query: ReturnType<typeof sql<{ key: string; n: number | string }>>) =>
    Object.fromEntries((await rows(query)).map(({ key, n }) => [key, Number(n)]));
  /** Who was in a session, each person of an event once. */
  const came = sql`(select r.id, r.event_id, r.member_id, r.organisation_id, r.registered_at from event_registrations r
    where r.event_id in (select id from ${held} h) and exists (select 1 from event_attendance a join event_sessions s on s.id = a.session_id
      where a.registration_id = r.id and a.share > 0 and s.state = 'planned'))`;
  return {
    kinds: await table(sql`select kind as key, count(*) as n from ${held} h group by kind`),
    formats: await table(sql`select format as key, count(*) as n from ${held} h group by format`),
    meetings: await table(sql`select format as key, count(*) as n from ${held} h where kind = 'coordination-meeting' group by format`),
    cancelled: await one(sql`select count(*) as n from events e where e.state = 'cancelled' and exists (select 1 from event_sessions s
      where s.event_id = e.id and s.starts_at >= ${from} and s.starts_at < ${to})`),
    registered: await one(sql`select count(*) as n from event_registrations where event_id in (select id from ${held} h)
      and state in ('applied', 'going', 'waiting', 'offered', 'not-selected')`),
    selected: await one(sql`select count(*) as n from event_registrations where event_id in (select id from ${held} h)
      and state in ('going', 'offered')`),
    unique: await one(sql`select count(distinct coalesce('m' || member_id, 'r' || id)) as n from ${came} c`),
    repeated: await one(sql`select count(*) as n from event_attendance a join event_sessions s on s.id = a.session_id
      where a.share > 0 and s.state = 'planned' and s.event_id in (select id from ${held} h)`),
    absent: await one(sql`select count(*) as n from event_registrations r where r.event_id in (select event_id from ${came} c)
      and r.state in ('going', 'offered') and r.id not in (select id from ${came} d)`),
    /** Each person with the organisation of their last registration. */
    types:
      await table(sql`select coalesce(o.type, 'none') as key, count(*) as n from ${came} c left join organisations o on o.id = c.organisation_id
      where c.member_id is null or c.id = (select max(d.id) from ${came} d where d.member_id = c.member_id
        and d.registered_at = (select max(f.registered_at) from ${came} f where f.member_id = c.member_id)) group by 1`),
    /** The first answers to each event, as many as are shown: in steps of five. */
    stars: (
      await rows<{ stars: number }>(sql`select stars from (select f.stars, f.event_id,
          row_number() over (partition by f.event_id order by f.answered_at, f.member_id) as place,
          count(*) over (partition by f.event_id) as answers
        from event_feedback f where f.event_id in (select id from ${held} h)) a where place <= answers - answers % 5`)
    ).map(({ stars }) => stars),
  };
}
