import type { Selectable } from 'kysely';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import type { Template, TemplateId } from '../types.js';
import type { TopicsTables } from './tables.js';
import { topicTextsColumn } from './topics.js';

function toTemplate(row: Selectable<TopicsTables['topic_templates']>): Template {
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    sector: row.sector,
    monthOfYear: row.month_of_year,
    slot: row.slot === null ? null : row.slot === 'last' ? 'last' : Number(row.slot),
    texts: topicTextsColumn.read(row.texts),
    removed: row.removed === 1,
  };
}

function toRow({ kind, code, sector, monthOfYear, slot, texts, removed }: Omit<Template, 'id'>) {
  return {
    kind,
    code,
    sector,
    month_of_year: monthOfYear,
    slot: slot === null ? null : String(slot),
    texts: topicTextsColumn.write(texts),
    removed: flag(removed),
  };
}

/** The evergreen and the annual list. */
export function templateStore({ db: base, community }: Tx) {
  const db = base.withTables<TopicsTables>();
  return {
    /** All of them, also those that were removed. */
    async templates(): Promise<readonly Template[]> {
      const rows = await db.selectFrom('topic_templates').selectAll().where('community_id', '=', community).orderBy('id').execute();
      return rows.map(toTemplate);
    },
    async template(id: TemplateId): Promise<Template | undefined> {
      const row = await db
        .selectFrom('topic_templates')
        .selectAll()
        .where('community_id', '=', community)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toTemplate(row);
    },
    async insertTemplates(templates: readonly Omit<Template, 'id'>[]): Promise<readonly TemplateId[]> {
      if (templates.length === 0) return [];
      const rows = await db
        .insertInto('topic_templates')
        .values(templates.map((template) => ({ community_id: community, ...toRow(template) })))
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async saveTemplate({ id, ...template }: Template): Promise<void> {
      await db.updateTable('topic_templates').set(toRow(template)).where('community_id', '=', community).where('id', '=', id).execute();
    },
  };
}
