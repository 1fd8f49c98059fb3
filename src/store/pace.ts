import { sql } from 'kysely';
import { z } from 'zod';
import type { CommunityId } from '../core/ids.js';
import { forgottenAt, NO_SLOTS, penaliseSlots, reserveSlots, type SlotState } from '../core/slots.js';
import type { Limit, Pace } from '../ports/pace.js';
import type { Database } from './database.js';

/** What says nothing any more is removed once in so many reservations. */
const SWEEP_EVERY = 5_000;

const list = z.array(z.number());
const stored = z.object({ shared: list, answers: list, line: z.number(), until: z.number(), at: z.number() });

/**
 * The pace of all processes that share a database: a transaction for each reservation, on the database's clock. A
 * power cut may take the last ones back: by the time the database is up again they are over. Not to be asked inside a transaction of the store. Throws what the database throws: nothing is sent without a slot.
 */
export function createSqlPace({ database, communityId }: { readonly database: Database; readonly communityId: CommunityId }): Pace {
  const { db, traits, precedence } = database;
  // Each holds the rows of the others: in line here, they do not each hold a connection too.
  const line = precedence.places(1);
  let untilSweep = SWEEP_EVERY;

  /** Holds the rows of these names, in one order everywhere, and writes what `change` makes of them. */
  const changing = async <T>(
    names: readonly string[],
    change: (
      states: ReadonlyMap<string, SlotState>,
      now: number,
    ) => { readonly states: ReadonlyMap<string, SlotState>; readonly result: T },
    limits: ReadonlyMap<string, Limit>,
  ): Promise<T> => {
    const done = await line.take();
    const written = db.transaction().execute(async (trx) => {
      const row = (name: string, state: SlotState, keptUntil = 0) => ({
        community_id: communityId,
        name,
        slots: JSON.stringify(state),
        forgotten_at: Math.max(keptUntil, forgottenAt(state, limits.get(name))),
      });
      const key = ['community_id', 'name'] as const;
      const held = await trx
        .insertInto('pace')
        .values([...names].sort().map((name) => row(name, NO_SLOTS)))
        .onConflict((conflict) => conflict.columns(key).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })))
        .returning(['name', 'slots', 'forgotten_at', traits.nowMs.as('now'), traits.withoutDisk.as('light')])
        .execute();
      const before = new Map(held.map(({ name, slots }) => [name, stored.parse(JSON.parse(slots))]));
      const keptUntil = new Map(held.map((one) => [one.name, one.forgotten_at]));
      const now = Math.max(...held.map((one) => one.now));
      const { states, result } = change(before, now);
      await trx
        .insertInto('pace')
        .values([...states].map(([name, state]) => row(name, state, limits.has(name) ? 0 : keptUntil.get(name))))
        .onConflict((conflict) =>
          conflict.columns(key).doUpdateSet((eb) => ({ slots: eb.ref('excluded.slots'), forgotten_at: eb.ref('excluded.forgotten_at') })),
        )
        .execute();
      return result;
    });
    return written.finally(done);
  };

  const sweep = async () => {
    untilSweep -= 1;
    if (untilSweep > 0) return;
    untilSweep = SWEEP_EVERY;
    await db.deleteFrom('pace').where('community_id', '=', communityId).where(sql<boolean>`forgotten_at < ${traits.nowMs}`).execute();
  };

  return {
    async reserve(limits, options) {
      const byName = new Map(limits.map((limit) => [limit.name, limit]));
      const change = (before: ReadonlyMap<string, SlotState>, now: number) => {
        const { states, ...result } = reserveSlots(
          limits.map((limit) => ({ ...limit, state: before.get(limit.name) ?? NO_SLOTS })),
          { ...options, now },
        );
        return { states: new Map(limits.map(({ name }, index) => [name, states[index] ?? NO_SLOTS])), result };
      };
      const slot = await changing([...byName.keys()], change, byName);
      await sweep();
      return slot;
    },
    penalise: (name, forMs) =>
      changing(
        [name],
        (before, now) => ({ states: new Map([[name, penaliseSlots(before.get(name) ?? NO_SLOTS, forMs, now)]]), result: undefined }),
        new Map(),
      ),
    async close() {},
  };
}
