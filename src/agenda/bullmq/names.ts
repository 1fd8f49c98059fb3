import { createHash } from 'node:crypto';
import type { PlannedRow } from '../../ports/agenda.js';
import type { QueueName } from '../queues.js';

/** Longer keys are cut and told apart by their hash: ids are part of every key in Redis. */
const KEY_MAX = 100;

/**
 * The queue's id for a row: the agenda key made legal (a job's id may hold no `:` and not be all digits), when it is due,
 * and how often it was interrupted. The last two, because an id is taken until its job is removed: a row that moved, that
 * comes back or that was lost has to get in while its old job is still there. Different rows never have the same id.
 */
export function jobId({ key, dueAt, interruptions }: Pick<PlannedRow, 'key' | 'dueAt' | 'interruptions'>): string {
  const legal = key.replaceAll('~', '~0').replaceAll(':', '~1');
  const name = legal.length <= KEY_MAX ? legal : `${legal.slice(0, KEY_MAX / 2)}~2${createHash('sha256').update(key).digest('base64url')}`;
  return `${name}~3${dueAt.toString(36)}-${interruptions}`;
}

/**
 * Messages of one platform that a process has under way, most of them waiting for a slot: enough for 50 a second while each takes
 * 0.8 s on a busy machine. The slots within a delivery's patience on Discord are about 125, and what finds none costs a commit.
 */
const DELIVERIES = 40;

/** How many rows of a queue a process runs at once. */
export function placesOf(name: QueueName): number {
  if (name === 'heavy') return 1;
  return name === 'normal' ? 10 : DELIVERIES;
}
