import type { AuditEntry, AuditRepository } from '../../ports/agenda.js';
import { json } from '../../sql/columns.js';
import type { Context } from './context.js';

export function auditRepository({ db, community }: Context): AuditRepository {
  return {
    async append(entry) {
      await db
        .insertInto('audit')
        .values({ community_id: community, at: entry.at, actor_id: entry.actor, action: entry.action, details: json(entry.details) })
        .execute();
    },
    async list({ offset, limit, actor }) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('community_id', '=', community)
        .$if(actor !== undefined, (query) => query.where('actor_id', '=', actor ?? null))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map((row) => ({
        at: row.at,
        actor: row.actor_id,
        action: row.action,
        // Written by us from the same type.
        details: JSON.parse(row.details) as AuditEntry['details'],
      }));
    },
  };
}
