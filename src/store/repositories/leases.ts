import type { LeaseRepository } from '../../ports/leases.js';
import { findRow, removeRows, updateRows } from '../../sql/rows.js';
import type { Context } from './context.js';

/** The leases by which processes agree who receives. */
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
      const last = { name, owner: seen.owner, lease_until: seen.until };
      return (await updateRows({ db, community }, 'leases', { owner, lease_until: until }, last)) > 0;
    },
    async renew(name, { owner, until }) {
      return (await updateRows({ db, community }, 'leases', { lease_until: until }, { name, owner })) > 0;
    },
    async release(name, owner) {
      await removeRows({ db, community }, 'leases', { name, owner });
    },
  };
}
