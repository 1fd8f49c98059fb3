import { createHash } from 'node:crypto';
import type { PlannedRow } from '../../ports/agenda.js';
import type { QueueName } from '../queues.js';

/** Longer keys are cut and get a hash, because the id is part of every Redis key. */
const KEY_MAX = 100;

/**
 * The job id for a row: the escaped agenda key (BullMQ allows neither `:` nor digits only), its due time, and its number of
 * interruptions. An id is in use until its job is removed, and a row that moved or was interrupted must be added while its
 * old job still exists. Different rows never have the same id.
 */
export function jobId({ key, dueAt, interruptions }: Pick<PlannedRow, 'key' | 'dueAt' | 'interruptions'>): string {
  const legal = key.replaceAll('~', '~0').replaceAll(':', '~1');
  const name = legal.length <= KEY_MAX ? legal : `${legal.slice(0, KEY_MAX / 2)}~2${createHash('sha256').update(key).digest('base64url')}`;
  return `${name}~3${dueAt.toString(36)}-${interruptions}`;
}

/**
 * How many deliveries per platform run at once; most of them wait for a rate limit. 40 are enough for 50 messages a second at
 * 0.8 s each. Discord has about 125 slots within a delivery's patience, and each delivery without a slot costs a commit.
 */
const DELIVERIES = 40;

/** How many calls of a queue a process runs at once. */
export function concurrencyOf(name: QueueName): number {
  if (name === 'heavy') return 1;
  return name === 'normal' ? 10 : DELIVERIES;
}
