import type { LeaseRepository } from '../../ports/leases.js';
import { findRow, removeRows } from '../../sql/rows.js';
import type { Context } from './context.js';

export function leaseRepository({ db, community }: Context): LeaseRepository {
  return {
    async find(name) {
      const row = await findRow({ db, community }, 'leases', ['owner', 'lease_until'], { name });
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
      await removeRows({ db, community }, 'leases', { name, owner });
    },
  };
}
