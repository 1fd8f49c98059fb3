import type { LeaseRepository } from '../../ports/leases.js';
import type { Context } from './context.js';

export function leaseRepository({ db, community }: Context): LeaseRepository {
  return {
    async find(name) {
      const row = await db
        .selectFrom('leases')
        .select(['owner', 'lease_until'])
        .where('community_id', '=', community)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && { owner: row.owner, until: row.lease_until };
    },
    async take(name, { owner, until }, seen) {
      if (seen === undefined) {
        const made = await db
          .insertInto('leases')
          .values({ community_id: community, name, owner, lease_until: until })
          .onConflict((conflict) => conflict.columns(['community_id', 'name']).doNothing())
          .returning('name')
          .executeTakeFirst();
        return made !== undefined;
      }
      const taken = await db
        .updateTable('leases')
        .set({ owner, lease_until: until })
        .where('community_id', '=', community)
        .where('name', '=', name)
        .where('owner', '=', seen.owner)
        .where('lease_until', '=', seen.until)
        .returning('name')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async renew(name, { owner, until }) {
      const kept = await db
        .updateTable('leases')
        .set({ lease_until: until })
        .where('community_id', '=', community)
        .where('name', '=', name)
        .where('owner', '=', owner)
        .returning('name')
        .executeTakeFirst();
      return kept !== undefined;
    },
    async release(name, owner) {
      await db.deleteFrom('leases').where('community_id', '=', community).where('name', '=', name).where('owner', '=', owner).execute();
    },
  };
}
