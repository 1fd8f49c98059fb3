import type { Kysely, Selectable } from 'kysely';
import type { CommunityId } from '../../../core/ids.js';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import { json } from '../../../sql/columns.js';
import { prepared } from '../../../sql/prepared.js';
import { allAs, firstAs, insertRow } from '../../../sql/rows.js';
import { readExplanation } from '../stored.js';
import { type Round, type RoundId, STATES_OVER } from '../types.js';
import type { CoffeeTables } from './tables.js';

const current = prepared<{ community: CommunityId }>()((db: Kysely<CoffeeTables>, argument) =>
  db
    .selectFrom('coffee_rounds')
    .selectAll()
    .where('community_id', '=', argument('community'))
    .where('state', 'not in', STATES_OVER)
    .orderBy('number', 'desc'),
);

const byId = prepared<{ community: CommunityId; id: RoundId }>()((db: Kysely<CoffeeTables>, argument) =>
  db.selectFrom('coffee_rounds').selectAll().where('community_id', '=', argument('community')).where('id', '=', argument('id')),
);

export function roundStore({ db: base, community, traits }: Tx) {
  const db = base.withTables<CoffeeTables>();
  const select = () => db.selectFrom('coffee_rounds').selectAll().where('community_id', '=', community);
  return {
    async round(id: RoundId): Promise<Round | undefined> {
      const [row] = await byId({ db, traits }, { community, id });
      return row && toRound(row);
    },
    async roundByNumber(number: number): Promise<Round | undefined> {
      return firstAs(select().where('number', '=', number), toRound);
    },
    /** The newest round that is neither closed nor cancelled. */
    async currentRound(): Promise<Round | undefined> {
      const [row] = await current({ db, traits }, { community });
      return row && toRound(row);
    },
    /** Newest first. */
    async rounds({ limit, offset = 0 }: { readonly limit: number; readonly offset?: number }): Promise<readonly Round[]> {
      return allAs(select().orderBy('number', 'desc').limit(limit).offset(offset), toRound);
    },
    /** Looks whether there was a round to which anybody was invited. */
    wasAny(): Lookup<boolean> {
      const begun = db
        .selectFrom('coffee_rounds')
        .select('id')
        .where('community_id', '=', community)
        .where('state', 'not in', ['planned', 'cancelled'])
        .where(({ eb, or }) => or([eb('state', '<>', 'closed'), eb('explanation', 'is not', null)]))
        .limit(1);
      return lookup(begun, (rows) => rows.length > 0);
    },
    /** Rounds whose matching falls into [from, to), oldest first. */
    async roundsBetween(from: Instant, to: Instant): Promise<readonly Round[]> {
      return allAs(select().where('matching_at', '>=', from).where('matching_at', '<', to).orderBy('matching_at'), toRound);
    },
    async insertRound(round: Omit<Round, 'id'>): Promise<RoundId> {
      return await insertRow({ db, community }, 'coffee_rounds', {
        number: round.number,
        state: round.state,
        invitation_at: round.invitationAt,
        matching_at: round.matchingAt,
        nudge_at: round.nudgeAt,
        check_in_at: round.checkInAt,
        closing_at: round.closingAt,
        seed: round.seed,
        explanation: round.explanation && json(round.explanation),
      });
    },
    async updateRound(id: RoundId, change: Partial<Omit<Round, 'id' | 'number'>>): Promise<void> {
      const columns = {
        ...(change.state !== undefined && { state: change.state }),
        ...(change.invitationAt !== undefined && { invitation_at: change.invitationAt }),
        ...(change.matchingAt !== undefined && { matching_at: change.matchingAt }),
        ...(change.nudgeAt !== undefined && { nudge_at: change.nudgeAt }),
        ...(change.checkInAt !== undefined && { check_in_at: change.checkInAt }),
        ...(change.closingAt !== undefined && { closing_at: change.closingAt }),
        ...(change.seed !== undefined && { seed: change.seed }),
        ...(change.explanation !== undefined && { explanation: change.explanation && json(change.explanation) }),
      };
      if (Object.keys(columns).length === 0) return;
      await db.updateTable('coffee_rounds').set(columns).where('community_id', '=', community).where('id', '=', id).execute();
    },
  };
}

function toRound(row: Selectable<CoffeeTables['coffee_rounds']>): Round {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    invitationAt: row.invitation_at,
    matchingAt: row.matching_at,
    nudgeAt: row.nudge_at,
    checkInAt: row.check_in_at,
    closingAt: row.closing_at,
    seed: row.seed,
    explanation: row.explanation === null ? null : readExplanation(row.explanation),
  };
}
