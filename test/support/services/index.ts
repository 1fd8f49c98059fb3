import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { Answer } from './global-setup.js';

export { hasService } from './find.js';
export { startPostgres } from './postgres.js';
export { startRedis } from './redis.js';

/**
 * What tests need beside this program, on servers that all of the run shares: `describe.skipIf(!hasService('redis'))`
 * around those that ask. A test that kills or restarts a server starts one of its own (`startRedis`, `startPostgres`).
 */
export const services = {
  /** The address of an empty Redis database that nobody else uses. `FLUSHDB` empties it; never `FLUSHALL`. */
  redis: () => ask('redis'),
  /** The address of an empty PostgreSQL database that nobody else uses, as its superuser. */
  postgres: () => ask('postgres'),
  /** The same, with today's tables in it. */
  postgresWithTables: () => ask('store'),
  /** The built program in few files, which starts in a third of the time: a file for Node. `npm run build` comes before. */
  program: () => ask('program'),
  /** The chat page, built from today's source: a folder that nobody changes. */
  page: () => ask('page'),
} as const;

async function ask(service: 'redis' | 'postgres' | 'store' | 'program' | 'page'): Promise<string> {
  const socket = connect(inject('services'));
  socket.write(`${service}\n`);
  const answer = JSON.parse(await text(socket)) as Answer;
  if ('error' in answer) throw new Error(`no ${service}: ${answer.error}`);
  return answer.place;
}
