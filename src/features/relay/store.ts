import type { Generated, Selectable } from 'kysely';
import type { CommunityId, MemberId, RelayId } from '../../core/ids.js';
import type { Tx } from '../../core/transaction.js';
import { defineTables } from '../../sql/tables.js';
import type { Relay, RelayMemberState, RelayState } from './types.js';

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
  relays: { key: ['id'], refersTo: ['communities'] },
  relay_members: { key: ['relay_id', 'member_id'], refersTo: ['relays', 'members'] },
});

/** The relays of one community. */
export function relayStore(tx: Tx) {
  const { community } = tx;
  const db = tx.db.withTables<RelayTables>();
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
    /** A key that exists already changes nothing. */
    async offer(key: string, members: readonly MemberId[]): Promise<Relay> {
      return tx.atomically(async (inside) => {
        const trx = inside.db.withTables<RelayTables>();
        const made = await trx
          .insertInto('relays')
          .values({ community_id: community, key, state: 'offered', words: 0 })
          .onConflict((conflict) => conflict.columns(['community_id', 'key']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made !== undefined) {
          await trx
            .insertInto('relay_members')
            .values(members.map((member) => ({ community_id: community, relay_id: made.id, member_id: member, state: 'offered' as const })))
            .execute();
        }
        const relay = await relayStore(inside).findByKey(key);
        if (relay === undefined) throw new Error(`the relay ${key} could not be made`);
        return relay;
      });
    },
    async update(id: RelayId, change: Partial<Pick<Relay, 'state' | 'words'>>): Promise<void> {
      if (Object.keys(change).length === 0) return;
      await db.updateTable('relays').set(change).where('community_id', '=', community).where('id', '=', id).execute();
    },
    async setMember(id: RelayId, member: MemberId, state: RelayMemberState): Promise<void> {
      await db
        .updateTable('relay_members')
        .set({ state })
        .where('community_id', '=', community)
        .where('relay_id', '=', id)
        .where('member_id', '=', member)
        .execute();
    },
    /** Removes the member from every relay. */
    async removeMember(member: MemberId): Promise<void> {
      await db.deleteFrom('relay_members').where('community_id', '=', community).where('member_id', '=', member).execute();
    },
    /** Two rows of one person become one; a relay of that person with themselves ends. */
    async mergeMembers(from: MemberId, into: MemberId): Promise<void> {
      const rows = await db
        .selectFrom('relay_members')
        .select('relay_id')
        .where('community_id', '=', community)
        .where('member_id', '=', from)
        .execute();
      for (const { relay_id: relay } of rows) {
        const members = await db.selectFrom('relay_members').select('member_id').where('relay_id', '=', relay).execute();
        const own = () => db.deleteFrom('relay_members').where('relay_id', '=', relay).where('member_id', '=', from);
        if (!members.some(({ member_id }) => member_id === into)) {
          await db
            .updateTable('relay_members')
            .set({ member_id: into })
            .where('relay_id', '=', relay)
            .where('member_id', '=', from)
            .execute();
          continue;
        }
        await own().execute();
        if (members.length < 3) await db.updateTable('relays').set({ state: 'ended' }).where('id', '=', relay).execute();
      }
    },
  };
}
