import type { Selectable } from 'kysely';
import type { Relay, RelayRepository } from '../../ports/relay.js';
import type { RelayTable } from '../schema.js';
import type { Context } from './context.js';

export function relayRepository(context: Context): RelayRepository {
  const { db, community } = context;
  const select = () => db.selectFrom('relays').selectAll('relays').where('relays.community_id', '=', community);

  const toRelay = async (row: Selectable<RelayTable>): Promise<Relay> => {
    const members = await db
      .selectFrom('relay_members')
      .select(['member_id as member', 'state'])
      .where('community_id', '=', community)
      .where('relay_id', '=', row.id)
      .orderBy('member_id')
      .execute();
    return { id: row.id, key: row.key, state: row.state, words: row.words, members };
  };

  return {
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && toRelay(row);
    },
    async findByKey(key) {
      const row = await select().where('key', '=', key).executeTakeFirst();
      return row && toRelay(row);
    },
    async ofMember(member) {
      const rows = await select()
        .innerJoin('relay_members', 'relay_members.relay_id', 'relays.id')
        .where('relay_members.member_id', '=', member)
        .orderBy('relays.id', 'desc')
        .execute();
      const relays: Relay[] = [];
      for (const row of rows) relays.push(await toRelay(row));
      return relays;
    },
    offer: (key, members) =>
      context.atomically(async ({ db: trx }) => {
        const made = await trx
          .insertInto('relays')
          .values({ community_id: community, key, state: 'offered', words: 0 })
          .onConflict((conflict) => conflict.columns(['community_id', 'key']).doNothing())
          .returningAll()
          .executeTakeFirst();
        const inside = relayRepository({ ...context, db: trx });
        if (made !== undefined) {
          await trx
            .insertInto('relay_members')
            .values(members.map((member) => ({ community_id: community, relay_id: made.id, member_id: member, state: 'offered' as const })))
            .execute();
        }
        const relay = await inside.findByKey(key);
        if (relay === undefined) throw new Error(`the relay ${key} could not be made`);
        return relay;
      }),
    async update(id, change) {
      if (Object.keys(change).length === 0) return;
      await db.updateTable('relays').set(change).where('community_id', '=', community).where('id', '=', id).execute();
    },
    async setMember(id, member, state) {
      await db
        .updateTable('relay_members')
        .set({ state })
        .where('community_id', '=', community)
        .where('relay_id', '=', id)
        .where('member_id', '=', member)
        .execute();
    },
  };
}
