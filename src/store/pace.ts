import { sql } from 'kysely';
import { z } from 'zod';
import type { CommunityId } from '../core/ids.js';
import { createBatcher } from '../kit/batching.js';
import { NO_SLOTS, penaliseSlots, reserveSlots, type SlotState, slotsExpireAt } from '../kit/slots.js';
import type { Limit, Pace, Slot, Traffic } from '../ports/pace.js';
import type { Database } from './database.js';

/** Expired states are removed once per this many reservations. */
const SWEEP_EVERY = 5_000;

const list = z.array(z.number());
const stored = z.object({ shared: list, answers: list, line: z.number(), until: z.number(), at: z.number() });

/** The largest number of reservations in one transaction. */
const MAX_BATCH = 100;

/** A change of the states of some names. */
interface Change {
  readonly limits: readonly { readonly name: string; readonly limit: Limit | undefined }[];
  readonly traffic: Traffic;
  readonly of: (states: readonly SlotState[], now: number) => { readonly states: readonly SlotState[]; readonly slot: Slot };
}

/**
 * The pace of all processes that share a database. Reservations that arrive together share a transaction, and all use the
 * database's clock. A power cut may lose the last reservations, but they are over when the database is up again. Must not be
 * called inside a transaction of the store. It throws what the database throws, so that nothing is sent without a slot.
 */
export function createSqlPace({ database, communityId }: { readonly database: Database; readonly communityId: CommunityId }): Pace {
  const { db, urgent, traits } = database;
  let untilSweep = SWEEP_EVERY;

  /** Locks the rows of these names, always in the same order, and writes their new states. */
  const change = (changes: readonly Change[]): Promise<readonly Slot[]> =>
    urgent.transaction().execute(async (trx) => {
      const limits = new Map<string, Limit | undefined>();
      for (const { name, limit } of changes.flatMap((one) => one.limits)) limits.set(name, limit ?? limits.get(name));
      const row = (name: string, state: SlotState, keptUntil: number) => ({
        community_id: communityId,
        name,
        slots: JSON.stringify(state),
        forgotten_at: Math.max(keptUntil, slotsExpireAt(state, limits.get(name))),
      });
      const key = ['community_id', 'name'] as const;
      const held = await trx
        .insertInto('pace')
        .values([...limits.keys()].sort().map((name) => row(name, NO_SLOTS, 0)))
        .onConflict((conflict) => conflict.columns(key).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })))
        .returning(['name', 'slots', 'forgotten_at', traits.nowMs.as('now'), traits.withoutDisk.as('light')])
        .execute();
      const states = new Map(held.map(({ name, slots }): [string, SlotState] => [name, stored.parse(JSON.parse(slots))]));
      const now = Math.max(...held.map((one) => one.now));
      const slots = new Map<Change, Slot>();
      // Requests that a person waits for come first.
      for (const one of [...changes].sort((a, b) => Number(b.traffic === 'answer') - Number(a.traffic === 'answer'))) {
        const names = one.limits.map(({ name }) => name);
        const made = one.of(
          names.map((name) => states.get(name) ?? NO_SLOTS),
          now,
        );
        for (const [index, name] of names.entries()) states.set(name, made.states[index] ?? NO_SLOTS);
        slots.set(one, made.slot);
      }
      const keptUntil = new Map(held.map((one) => [one.name, one.forgotten_at]));
      await trx
        .insertInto('pace')
        .values([...states].map(([name, state]) => row(name, state, limits.get(name) ? 0 : (keptUntil.get(name) ?? 0))))
        .onConflict((conflict) =>
          conflict.columns(key).doUpdateSet((eb) => ({ slots: eb.ref('excluded.slots'), forgotten_at: eb.ref('excluded.forgotten_at') })),
        )
        .execute();
      return changes.map((one) => slots.get(one) ?? AT_ONCE);
    });
  // The requests lock the same rows, so they share a transaction; it has priority because a person may wait for one of them.
  const changeTogether = createBatcher<Change, Slot>({
    maxSize: MAX_BATCH,
    retryIndividually: false,
    run: change,
  });

  const sweep = async () => {
    untilSweep -= 1;
    if (untilSweep > 0) return;
    untilSweep = SWEEP_EVERY;
    await db.deleteFrom('pace').where('community_id', '=', communityId).where(sql<boolean>`forgotten_at < ${traits.nowMs}`).execute();
  };

  return {
    async reserve(limits, options) {
      const slot = await changeTogether({
        limits: limits.map((limit) => ({ name: limit.name, limit })),
        traffic: options.traffic,
        of(before, now) {
          const { states, ...made } = reserveSlots(
            limits.map((limit, index) => ({ ...limit, state: before[index] ?? NO_SLOTS })),
            { ...options, now },
          );
          return { states, slot: made };
        },
      });
      await sweep();
      return slot;
    },
    async penalise(name, forMs) {
      await changeTogether({
        limits: [{ name, limit: undefined }],
        traffic: 'answer',
        of: ([before = NO_SLOTS], now) => ({ states: [penaliseSlots(before, forMs, now)], slot: AT_ONCE }),
      });
    },
    async close() {},
  };
}

const AT_ONCE: Slot = { type: 'go', inMs: 0 };
