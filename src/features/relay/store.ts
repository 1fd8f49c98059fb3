import { type Generated, type Selectable, sql } from 'kysely';
import type { CommunityId, MemberId } from '../../core/ids.js';
import { oncePerTx } from '../../core/transaction.js';
import { isOneOfTexts } from '../../sql/columns.js';
import { findRows, removeRows, updateRows } from '../../sql/rows.js';
import { defineTables, placeIn } from '../../sql/tables.js';
import type { Relay, RelayId, RelayMemberState, RelayState } from './types.js';

type RelayTables = {
  relays: {
    community_id: CommunityId;
    id: Generated<RelayId>;
    key: string;
    state: RelayState;
    words: number;
  };
  relay_members: {
    community_id: CommunityId;
    relay_id: RelayId;
    member_id: MemberId;
    state: RelayMemberState;
  };
};

export const relayTables = defineTables<RelayTables>({
  relays: { key: ['id'], refersTo: ['communities'], goesWith: ['relay_members'] },
  relay_members: { key: ['relay_id', 'member_id'], refersTo: ['relays', 'members'] },
});

/** A relay to offer; `key` names what it belongs to. */
export interface RelayOffer {
  readonly key: string;
  readonly members: readonly MemberId[];
}

/** The relays of one community. */
export const relayStore = oncePerTx((tx) => {
  const { db, community } = placeIn<RelayTables>(tx);
  const select = () => db.selectFrom('relays').selectAll('relays').where('relays.community_id', '=', community);

  const withMembers = async (rows: readonly Selectable<RelayTables['relays']>[]): Promise<readonly Relay[]> => {
    if (rows.length === 0) return [];
    const members = await db
      .selectFrom('relay_members')
      .select(['relay_id', 'member_id', 'state'])
      .where('community_id', '=', community)
      .where(
        tx.traits.isOneOf(
          'relay_id',
          rows.map(({ id }) => id),
        ),
      )
      .orderBy('relay_id')
      .orderBy('member_id')
      .execute();
    return rows.map(({ id, key, state, words }) => ({
      id,
      key,
      state,
      words,
      members: members.filter(({ relay_id }) => relay_id === id).map((one) => ({ member: one.member_id, state: one.state })),
    }));
  };

  const findByKey = async (key: string): Promise<Relay | undefined> =>
    (await withMembers(await select().where('key', '=', key).execute()))[0];

  return {
    async find(id: RelayId): Promise<Relay | undefined> {
      return (await withMembers(await select().where('id', '=', id).execute()))[0];
    },
    findByKey,
    async keysAmong(keys: readonly string[]): Promise<readonly string[]> {
      const rows = await db
        .selectFrom('relays')
        .select('key')
        .where('community_id', '=', community)
        .where(isOneOfTexts(tx.traits, 'key', keys))
        .execute();
      return rows.map(({ key }) => key);
    },
    /** Newest first. */
    async ofMember(member: MemberId): Promise<readonly Relay[]> {
      const rows = await select()
        .innerJoin('relay_members as one', 'one.relay_id', 'relays.id')
        .select(['one.member_id', 'one.state as member_state'])
        .where('relays.id', 'in', ({ selectFrom }) =>
          selectFrom('relay_members').select('relay_id').where('community_id', '=', community).where('member_id', '=', member),
        )
        .orderBy('relays.id', 'desc')
        .orderBy('one.member_id')
        .execute();
      return rows
        .filter(({ id }, index) => rows[index - 1]?.id !== id)
        .map(({ id, key, state, words }) => ({
          id,
          key,
          state,
          words,
          members: rows.filter((row) => row.id === id).map((row) => ({ member: row.member_id, state: row.member_state })),
        }));
    },
    /** Offers any number of relays with two statements. A key that exists already changes nothing. */
    async offer(offers: readonly RelayOffer[]): Promise<void> {
      if (offers.length === 0) return;
      await tx.atomically(async (inside) => {
        const trx = inside.db.withTables<RelayTables>();
        const keys = tx.traits.rowsOf(
          offers.map(({ key }) => ({ key })),
          { key: 'text' },
        );
        const made = await trx
          .insertInto('relays')
          .columns(['community_id', 'key', 'state', 'words'])
          // SQLite needs a condition to tell the conflict clause from a join.
          .expression(sql`select ${sql.lit(community)}, key, 'offered', 0 from ${keys} where true`)
          .onConflict((conflict) => conflict.columns(['community_id', 'key']).doNothing())
          .returning(['id', 'key'])
          .execute();
        const ids = new Map(made.map(({ id, key }) => [key, id]));
        const members = offers.flatMap((offer) => {
          const id = ids.get(offer.key);
          return id === undefined ? [] : offer.members.map((member) => ({ relay_id: id, member_id: member }));
        });
        if (members.length === 0) return;
        const rows = tx.traits.rowsOf(members, { relay_id: 'bigint', member_id: 'bigint' });
        await trx
          .insertInto('relay_members')
          .columns(['community_id', 'relay_id', 'member_id', 'state'])
          .expression(sql`select ${sql.lit(community)}, relay_id, member_id, 'offered' from ${rows}`)
          .execute();
      });
    },
    async update(id: RelayId, change: Partial<Pick<Relay, 'state' | 'words'>>): Promise<void> {
      if (Object.keys(change).length === 0) return;
      await updateRows({ db, community }, 'relays', change, { id });
    },
    async setMember(id: RelayId, member: MemberId, state: RelayMemberState): Promise<void> {
      await updateRows({ db, community }, 'relay_members', { state }, { relay_id: id, member_id: member });
    },
    /** Removes the member from every relay. */
    async removeMember(member: MemberId): Promise<void> {
      await removeRows({ db, community }, 'relay_members', { member_id: member });
    },
    /** Two rows of one person become one; a relay of that person with themselves ends. */
    async mergeMembers(from: MemberId, into: MemberId): Promise<void> {
      const rows = await findRows({ db, community }, 'relay_members', ['relay_id'], { member_id: from });
      for (const { relay_id: relay } of rows) {
        const members = await db.selectFrom('relay_members').select('member_id').where('relay_id', '=', relay).execute();
        const own = { relay_id: relay, member_id: from };
        if (!members.some(({ member_id }) => member_id === into)) {
          await updateRows({ db, community }, 'relay_members', { member_id: into }, own);
          continue;
        }
        await removeRows({ db, community }, 'relay_members', own);
        if (members.length < 3) await updateRows({ db, community }, 'relays', { state: 'ended' }, { id: relay });
      }
    },
  };
});
