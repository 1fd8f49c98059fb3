import { type Kysely, type Migration, sql } from 'kysely';
import type { ColumnTraits } from './traits.js';

interface Noted {
  readonly id: number;
  readonly change: string;
}

/**
 * Who proposed without a name before two people became one, beside who it is now: what undoes a merge of people no longer holds it. What
 * is noted of earlier merges moves there.
 */
export function proposersBeforeMerges({ textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('topic_anonymous_proposers').addColumn('joined_from', textType).execute();
      const { rows } = await sql<Noted>`
        select id, change from joined_rows where change like '%"table":"topic_anonymous_proposers"%' order by id`.execute(db);
      for (const { id, change } of rows) {
        const moved = movedIn(change);
        if (moved) {
          await sql`update topic_anonymous_proposers set joined_from = coalesce(joined_from || ',', '') || ${sql.lit(moved.from)}
            where answer_key = ${moved.key}`.execute(db);
        }
        await sql`delete from joined_rows where id = ${id}`.execute(db);
      }
    },
  };
}

/** The key of the row and whom it named, as a difference of a merge holds them. */
function movedIn(change: string): { readonly key: string; readonly from: string } | undefined {
  const noted: unknown = JSON.parse(change);
  if (!isRecord(noted) || !isRecord(noted['key']) || !isRecord(noted['before'])) return undefined;
  const [key, from] = [noted['key']['answer_key'], noted['before']['member_id']];
  return typeof key === 'string' && typeof from === 'number' ? { key, from: String(from) } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
