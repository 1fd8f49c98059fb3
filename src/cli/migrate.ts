import type { Environment } from '../config/environment.js';
import { migrate, migrationStatus } from '../store/migrate.js';
import { openDatabase } from './database.js';
import type { Output } from './output.js';

/**
 * Migrates the database, up to the migration `to` if given, or only prints its status. Exit code 1 if the status shows pending
 * or unknown migrations.
 *
 * @throws {SetupError} If the database can’t be used, belongs to another program, or is newer than this program or than `to`.
 */
export async function migrateDatabase(
  environment: Environment,
  output: Output,
  { statusOnly, to }: { readonly statusOnly: boolean; readonly to?: string },
): Promise<number> {
  const database = openDatabase(environment.DATABASE_URL, { patient: true });
  try {
    if (statusOnly) {
      const { applied, pending, unknown } = await migrationStatus(database);
      for (const name of applied) output.line(`✓ ${name}`);
      for (const name of pending) output.line(`· ${name} ${output.say.plain('cli.migrate.pending')}`);
      for (const name of unknown) output.line(`? ${name} ${output.say.plain('cli.migrate.unknown')}`);
      return pending.length + unknown.length > 0 ? 1 : 0;
    }
    const done = await migrate(database, to === undefined ? {} : { to });
    for (const name of done) output.line(`✓ ${name}`);
    output.line(output.say.plain('cli.migrate.done', { count: done.length }));
    return 0;
  } finally {
    await database.close();
  }
}
