import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from './traits.js';

/** Whether the bot opened a thread with a message of the browser chat, and whether people may write there. */
export function webThreads(traits: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('web_messages').addColumn('thread_state', traits.textType).execute();
    },
  };
}
