import { type RawBuilder, sql } from 'kysely';
import { SECTORS } from '../../../src/core/settings.js';
import type { Tx } from '../../../src/core/transaction.js';
import { GOVERNORATES } from '../../../src/features/members/public.js';

/** Whom shares are of: rows of `scope`, `organisation_id` and `is_guest`. What is hidden is decided in each scope alone. */
type People = RawBuilder<unknown>;

/** Groups as they are shown, all scopes added up; null where none of them shows the group. */
interface Shares {
  /** How many scopes show types; none: nothing but this number and the maps. */
  readonly scopes: number;
  readonly people: number;
  readonly types: readonly (number | null)[];
  readonly guests: number | null;
  readonly sectors: Readonly<Record<string, number>>;
  readonly governorates: Readonly<Record<string, number>>;
}

/**
 * What may be shown of people by type, sector and governorate, by SQL alone, as decision 0032 and the privacy page say: groups of one
 * to four people are hidden, and of the others the last ones until nothing hidden follows from the sum.
 */
export async function sharesBySql({ db }: Pick<Tx, 'db'>, people: People, members: number): Promise<Shares> {
  const one = async <T>(query: RawBuilder<T>) => (await query.execute(db)).rows;
  const types = await one(sql<{ type: string; n: number | null }>`${typesOf(people, members)}
    select type, case when sum(n) > 0 or count(n) = count(*) then coalesce(sum(n), 0) end as n from shown group by type order by min(place)`);
  const [whole] = await one(sql<{ scopes: number; people: number | null }>`${typesOf(people, members)}
    select count(*) as scopes, sum(people) as people from open_scopes`);
  const [guests] = await one(sql<{ n: number | null; hidden: number; scopes: number }>`${typesOf(people, members)},
    guests as (select scope, sum(is_guest) as n from p group by scope),
    fit as (select g.n, case when g.n = 0 then 1
        when exists (select 1 from shown s where s.scope = g.scope and s.type = 'none' and s.n is not null
          and g.n not between 1 and 4 and s.n - g.n not between 1 and 4)
        and (select people from scopes c where c.scope = g.scope) - g.n not between 1 and 4
        and ${members} - (select people from scopes c where c.scope = g.scope) + g.n not between 1 and 4 then 1 else 0 end as fits
      from guests g)
    select sum(case when fits = 1 then n end) as n, sum(1 - fits) as hidden, count(*) as scopes from fit`);
  const kinds = async (column: 'sectors' | 'governorates', order: readonly string[]) =>
    Object.fromEntries((await one(kindsOf(people, column, order))).map(({ kind, n }) => [kind, n]));
  return {
    scopes: whole?.scopes ?? 0,
    people: whole?.people ?? 0,
    types: types.map(({ n }) => n),
    guests: guests === undefined || ((guests.n ?? 0) === 0 && guests.hidden > 0) ? null : (guests.n ?? 0),
    sectors: await kinds('sectors', SECTORS),
    governorates: await kinds('governorates', GOVERNORATES),
  };
}

/** `shown`: each type of each scope that shows any, null where it is hidden. */
const typesOf = (people: People, members: number) => sql`with
  p as (select w.scope, w.is_guest, coalesce(o.type, 'none') as type from ${people} w left join organisations o on o.id = w.organisation_id),
  scopes as (select scope, count(*) as people from p group by scope),
  open_scopes as (select * from scopes where ${members} >= 10 and people >= 5 and ${members} - people not between 1 and 4),
  t(type, place) as (values ('local', 1), ('national', 2), ('international', 3), ('none', 4)),
  g as (select s.scope, t.type, t.place, (select count(*) from p where p.scope = s.scope and p.type = t.type) as n from open_scopes s, t),
  -- The large groups of a scope, from the last one.
  r as (select *, n between 1 and 4 as small,
    sum(n >= 5) over (partition by scope order by place desc) as from_end, sum(n >= 5) over (partition by scope) as large from g),
  k(more) as (values (0), (1), (2), (3), (4)),
  tried as (select r.scope, k.more, count(*) as groups, sum(n) as total, min(n) as fewest, max(n) as most, max(large) as large
    from r, k where small or (n >= 5 and from_end <= k.more) group by r.scope, k.more),
  chosen as (select scope, min(more) as more from tried where more >= large
    or (groups >= 2 and total >= 5 and not (fewest = 4 and most = 4)) group by scope),
  shown as (select r.scope, r.type, r.place, case when exists (select 1 from r s where s.scope = r.scope and s.small)
    and (r.small or (r.n >= 5 and r.from_end <= (select more from chosen c where c.scope = r.scope))) then null else r.n end as n from r)`;

/** Each kind that is shown, with the people that all scopes show of it. */
const kindsOf = (people: People, column: 'sectors' | 'governorates', order: readonly string[]) => {
  const places = sql.join(order.map((kind, place) => sql`(${kind}, ${place})`));
  return sql<{ kind: string; n: number }>`with
    p as materialized (select row_number() over () as who, w.scope, o.${sql.ref(column)} as kinds
      from ${people} w left join organisations o on o.id = w.organisation_id),
    has as (select distinct p.who, p.scope, j.value as kind from p, json_each(coalesce(p.kinds, '[]')) j),
    t(kind, place) as (values ${places}),
    scopes as (select scope, count(*) as people from p group by scope),
    n as (select s.scope, s.people, t.kind, t.place, (select count(*) from has h where h.scope = s.scope and h.kind = t.kind) as n
      from scopes s, t),
    -- Kinds that could be shown, in their order.
    fit as (select *, row_number() over (partition by scope order by place) as nth from n where n >= 5 and people - n not between 1 and 4),
    k as (select distinct scope, nth as upto from fit),
    others as (select k.scope, k.upto, (select count(*) from p where p.scope = k.scope and not exists (select 1 from has h join fit f
        on f.scope = h.scope and f.kind = h.kind and f.nth <= k.upto where h.who = p.who)) as n from k),
    chosen as (select scope, max(upto) as upto from others where n not between 1 and 4 and n <> 4 * (${order.length} - upto) group by scope)
    select f.kind, sum(f.n) as n from fit f join chosen c on c.scope = f.scope and f.nth <= c.upto group by f.kind order by min(f.place)`;
};
