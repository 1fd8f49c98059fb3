import type { Selectable } from 'kysely';
import { type Lookup, lookup } from '../../../core/lookup.js';
import type { Tx } from '../../../core/transaction.js';
import { flag } from '../../../sql/columns.js';
import { findRow, updateRows } from '../../../sql/rows.js';
import type { Template, TemplateId } from '../types.js';
import type { TopicsTables } from './tables.js';
import { topicTextsColumn } from './topics.js';

const TEMPLATE = ['id', 'kind', 'code', 'sector', 'month_of_year', 'slot', 'texts', 'removed'] as const;

function toTemplate(row: Pick<Selectable<TopicsTables['topic_templates']>, (typeof TEMPLATE)[number]>): Template {
  const { month_of_year: monthOfYear, slot, texts, removed, ...same } = row;
  return {
    ...same,
    monthOfYear,
    slot: slot === null || slot === 'last' ? slot : Number(slot),
    texts: topicTextsColumn.read(texts),
    removed: removed === 1,
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
export function templateStore({ db: base, community, find }: Tx) {
  const db = base.withTables<TopicsTables>();
  const entries = (): Lookup<readonly Template[]> =>
    lookup(db.selectFrom('topic_templates').select(TEMPLATE).where('community_id', '=', community).orderBy('id'), (rows) =>
      rows.map(toTemplate),
    );
  return {
    /** All of them, also those that were removed. */
    entries,
    templates: (): Promise<readonly Template[]> => find(entries()),
    async template(id: TemplateId): Promise<Template | undefined> {
      const row = await findRow({ db, community }, 'topic_templates', TEMPLATE, { id });
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
      await updateRows({ db, community }, 'topic_templates', toRow(template), { id });
    },
  };
}
