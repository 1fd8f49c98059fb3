import { join } from 'node:path';
import { hasService, startPostgres, startRedis } from './services/index.js';

/** What the program can run on. */
export const ENGINES = ['SQLite alone', 'SQLite and Redis', 'PostgreSQL and Redis', 'PostgreSQL alone'] as const;
export type EngineName = (typeof ENGINES)[number];

export const needsRedis = (name: EngineName): boolean => name.includes('Redis');
export const needsPostgres = (name: EngineName): boolean => name.includes('PostgreSQL');
/** Whether this machine has what it needs. */
export const hasEngine = (name: EngineName): boolean =>
  (!needsRedis(name) || hasService('redis')) && (!needsPostgres(name) || hasService('postgres'));

type OwnServer = Awaited<ReturnType<typeof startRedis>>;

export interface RunningEngine {
  readonly database: string;
  readonly redis?: string;
  readonly servers: { readonly redis?: OwnServer; readonly postgres?: OwnServer };
  end(): Promise<void>;
}

/** Starts servers of its own for an engine; SQLite's file stands in `folder`. `durable`: PostgreSQL waits for its disk. */
export async function startEngine(name: EngineName, folder: string, { durable = false } = {}): Promise<RunningEngine> {
  const redis = needsRedis(name) ? await startRedis() : undefined;
  const postgres = needsPostgres(name) ? await startPostgres({ durable }) : undefined;
  return {
    database: postgres?.url ?? `sqlite:${join(folder, 'store.db')}`,
    ...(redis && { redis: redis.url }),
    servers: { ...(redis && { redis }), ...(postgres && { postgres }) },
    async end() {
      await redis?.end();
      await postgres?.end();
    },
  };
}
