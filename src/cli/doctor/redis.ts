import { SECOND } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning, wrong } = findingsOf('redis');

/** Checks that Redis answers and evicts nothing. Finds nothing without `REDIS_URL`. */
export async function checkRedis(url: string | undefined): Promise<readonly Finding[]> {
  if (url === undefined) return [];
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5 * SECOND,
    commandTimeout: 5 * SECOND,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The error event gives the reason of a failed connection.
  let heard: unknown;
  redis.on('error', (error) => {
    heard ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '?';
    // A managed Redis may refuse to answer; BullMQ then warns by itself.
    const policy = (await redis.config('GET', 'maxmemory-policy').catch(() => undefined)) as readonly string[] | undefined;
    const found = policy?.[1];
    if (found !== undefined && found !== 'noeviction') {
      return [warning(phrase('doctor.redis.evicts', { policy: found }), phrase('doctor.redis.evicts-mend'))];
    }
    return [ok(phrase('doctor.redis.ok', { version }))];
  } catch (error) {
    return [wrong(phrase('doctor.redis.unreachable', { reason: reasonOf(heard ?? error) }), phrase('doctor.redis.unreachable-mend'))];
  } finally {
    redis.disconnect();
  }
}

/** Removes the address, which may contain a password. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? (/^[A-Z]+\b/.exec(error.message)?.[0] ?? error.name) : 'error';
}
