import { sql } from 'kysely';
import type { DeliveryPlan } from '../../ports/agenda.js';
import { isOneOfTexts, json, texts } from '../../sql/columns.js';
import { momentText, UNKNOWN_OUTCOME_UNTIL } from '../standstill-facts.js';
import type { Context } from './context.js';
import { destinationKey } from './destinations.js';
import { planRows } from './plan-rows.js';

/** The longest key that every platform can carry with a message. */
const KEY_MAX = 120;

/**
 * `DeliveryRepository.plan` inside a transaction: a constant number of statements for any number of deliveries.
 *
 * @throws {RangeError} If a key is longer than `KEY_MAX` characters.
 */
export async function planDeliveries(context: Context, plans: readonly DeliveryPlan[]): Promise<void> {
  if (plans.length === 0) return;
  const { db, community, traits } = context;
  const tooLong = plans.flatMap(({ key, orElse }) => (orElse === undefined ? [key] : [key, orElse])).find((key) => key.length > KEY_MAX);
  if (tooLong !== undefined) throw new RangeError(`a delivery's key is too long: ${tooLong.slice(0, 40)}…`);
  const taken = await knownOf(
    context,
    plans.flatMap(({ key, orElse }) => (orElse === undefined ? [] : [key])),
  );
  const wanted = plans.map((plan) => (plan.orElse !== undefined && taken.has(plan.key) ? { ...plan, key: plan.orElse } : plan));
  // Of several plans with one key, the first counts.
  const distinct = [...new Map(wanted.toReversed().map((plan) => [plan.key, plan])).values()].toReversed();
  const rows = await planRows(
    context,
    distinct.map(({ key, dueAt }) => ({ key: rowKey(key), kind: 'deliver', payload: {}, dueAt, delivery: key })),
    // What is planned or was sent already is not planned again.
    'stays',
  );
  if (rows.length === 0) return;
  const idOf = new Map(rows.map(({ key, id }) => [key, id]));
  const fresh = distinct.flatMap((plan) => {
    const row = idOf.get(rowKey(plan.key));
    return row === undefined ? [] : [{ ...plan, row }];
  });
  const given = traits.rowsOf(
    fresh.map(({ row, key, kind, args, to, dueAt, placedAt }) => ({
      agenda_id: row,
      key,
      kind,
      args: json(args),
      destination: json(to),
      destination_key: destinationKey(to),
      due_at: placedAt ?? dueAt,
      due_text: momentText(dueAt),
    })),
    { ...texts('key', 'kind', 'args', 'destination', 'destination_key', 'due_text'), agenda_id: 'bigint', due_at: 'bigint' },
  );
  const written = await db
    .insertInto('deliveries')
    .columns(['community_id', 'agenda_id', 'key', 'kind', 'args', 'destination', 'destination_key', 'due_at', 'state', 'in_doubt'])
    .expression(
      sql`select ${sql.lit(community)}, agenda_id, key, kind, args, destination, destination_key, due_at, 'planned', case when exists (
        select 1 from community_facts
        where community_id = ${sql.lit(community)} and name = ${UNKNOWN_OUTCOME_UNTIL} and value >= due_text
      ) then 1 else 0 end from ${given}`,
    )
    .returning(['id', 'key'])
    .execute();
  await db
    .updateTable('agenda')
    .from('deliveries')
    .set({ payload: sql<string>`'{"delivery":' || cast(deliveries.id as text) || '}'` })
    .whereRef('deliveries.agenda_id', '=', 'agenda.id')
    .where(
      traits.isOneOf(
        'agenda.id',
        rows.map(({ id }) => id),
      ),
    )
    .execute();
  const idOfDelivery = new Map(written.map(({ key, id }) => [key, id]));
  for (const { key, words } of fresh) {
    const delivery = idOfDelivery.get(key);
    if (words === undefined || delivery === undefined) continue;
    const { author, text } = words;
    await db
      .insertInto('delivery_words')
      .values({ community_id: community, delivery_id: delivery, author_id: author, body: text })
      .execute();
  }
  for (const row of rows.toSorted((a, b) => a.id - b.id)) context.planned(row);
}

async function knownOf({ db, community, traits }: Context, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const isPlanned = isOneOfTexts(traits, 'key', keys);
  const rows = await db.selectFrom('deliveries').select('key').where('community_id', '=', community).where(isPlanned).execute();
  return new Set(rows.map(({ key }) => key));
}

const rowKey = (delivery: string): string => `deliver:${delivery}`;
