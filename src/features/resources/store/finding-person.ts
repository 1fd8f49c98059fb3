import { moment, personalExport, readBy } from '../../../sql/personal-rows.js';
import { type FindingTables, languagesColumn } from './finding-tables.js';
import { sectorsColumn } from './tables.js';

const declare = personalExport<FindingTables>();

/** What a member kept of messages. */
export const exportedSaves = declare({
  keptOfMessages: {
    table: 'resource_saves',
    plain: ['link'],
    columns: { file: 'file_name', openedAt: ['made_at', moment] },
    orderBy: 'id',
  },
});

/** What a member wants to hear of. */
export const exportedSubscription = declare(
  {
    subscriptions: {
      table: 'resource_subscriptions',
      read: { sectors: readBy(sectorsColumn.read), languages: readBy(languagesColumn.read) },
      orderBy: 'member_id',
    },
  },
  ({ subscriptions: [subscription] }) => (subscription ? { subscription } : {}),
);

/** What a member has put together. */
export const exportedCollections = declare({
  collections: {
    table: 'resource_collections',
    plain: ['title', 'summary', 'visibility'],
    columns: { madeAt: ['made_at', moment] },
    orderBy: 'id',
  },
});
