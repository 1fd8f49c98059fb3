import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Environment, sqlitePath } from '../config/environment.js';
import { migrate, migrationStatus } from '../store/migrate.js';
import { openSqlite } from '../store/sqlite.js';
import type { Output } from './output.js';

/** Brings the database up to date, or only says where it stands. Exit code 1 when the status shows something to do. */
export async function migrateDatabase(
  environment: Environment,
  output: Output,
  { statusOnly }: { readonly statusOnly: boolean },
): Promise<number> {
  const file = sqlitePath(environment.DATABASE_URL);
  mkdirSync(dirname(file), { recursive: true });
  const database = openSqlite({ file });
  try {
    if (statusOnly) {
      const { applied, pending, unknown } = await migrationStatus(database);
      for (const name of applied) output.line(`✓ ${name}`);
      for (const name of pending) output.line(`· ${name} ${output.say.plain('cli.migrate.pending')}`);
      for (const name of unknown) output.line(`? ${name} ${output.say.plain('cli.migrate.unknown')}`);
      return pending.length + unknown.length > 0 ? 1 : 0;
    }
    const done = await migrate(database);
    output.line(output.say.plain('cli.migrate.done', { count: done.length }));
    return 0;
  } finally {
    await database.close();
  }
}
