import { existsSync } from 'node:fs';
import type { Environment } from '../../config/environment.js';
import { MudhifError } from '../../core/errors.js';
import type { Settings } from '../../core/settings.js';
import { features } from '../../features/index.js';
import { safeError } from '../../kit/safe-error.js';
import { phrase } from '../../language/index.js';
import { createSettingsCodec } from '../../settings/codec.js';
import { migrationStatus } from '../../store/migrate.js';
import { createStore, ensureCommunity } from '../../store/store.js';
import { openDatabase } from '../database.js';
import { environmentSettings } from '../open-store.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('database');

/** Checks that the database answers and fits this program, without changing it. Returns its settings for the other checks. */
export async function checkDatabase(
  environment: Environment,
): Promise<{ readonly findings: readonly Finding[]; readonly settings: Settings | undefined }> {
  const none = (finding: Finding) => ({ findings: [finding], settings: undefined });
  const { DATABASE_URL: url } = environment;
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
  if (file !== undefined && file !== ':memory:' && !existsSync(file)) return none(warning(phrase('doctor.database.none', { file })));
  let database: ReturnType<typeof openDatabase> | undefined;
  try {
    database = openDatabase(url);
    const { pending, unknown } = await migrationStatus(database);
    const { location } = database;
    const newest = unknown.at(-1);
    if (newest !== undefined) {
      return none(wrong(phrase('doctor.database.newer', { version: newest }), phrase('doctor.database.newer-mend')));
    }
    if (pending.length > 0) {
      return none(warning(phrase('doctor.database.pending', { count: pending.length }), phrase('doctor.database.pending-mend')));
    }
    const communityId = await ensureCommunity(database, environmentSettings(environment));
    const settings = await createStore({
      database,
      communityId,
      settings: createSettingsCodec(features.sections),
    }).autocommit.community.settings();
    return { findings: [ok(phrase('doctor.database.ok', { location }))], settings };
  } catch (error) {
    const { code, type } = safeError(error);
    const reason = String(code ?? type);
    const mend = error instanceof MudhifError ? error.humanError : phrase('doctor.database.unreachable-mend', { reason });
    return none(wrong(phrase('doctor.database.unreachable'), mend));
  } finally {
    await database?.close().catch(() => undefined);
  }
}
