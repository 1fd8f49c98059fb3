import type { AuditRepository } from '../../ports/agenda.js';
import type { Context } from './context.js';
import { detailsColumn } from './json-columns.js';

/** The audit log of one community. */
export function auditRepository({ db, community }: Context): AuditRepository {
  return {
    async append(entry) {
      await db
        .insertInto('audit')
        .values({
          community_id: community,
          at: entry.at,
          actor_id: entry.actor,
          action: entry.action,
          details: detailsColumn.write(entry.details),
        })
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
        details: detailsColumn.read(row.details),
      }));
    },
  };
}
