import { createHash } from 'node:crypto';
import { between, type Instant } from '../../core/time.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { QueueName } from '../queues.js';
import { jobId } from './names.js';
import type { Call } from './service.js';

/** Rows whose ids lie in the same range of this size may share a call. */
const ID_RANGE = 50;

/**
 * The calls that wake up these rows of a queue. Normal rows with close ids share a call if they are due, or will be due at
 * the same moment, because each call has a cost. The same rows always make the same calls, so that adding them again has no
 * effect. An interrupted row gets its own call, because it may have ended the process.
 */
export function callsOf(name: QueueName, rows: readonly PlannedRow[], now: Instant): readonly Call[] {
  const groups = new Map<string, PlannedRow[]>();
  for (const row of rows) {
    const shares = name === 'normal' && row.interruptions === 0;
    const key = shares ? `${row.kind} ${row.dueAt <= now ? 'due' : row.dueAt} ${Math.floor(row.id / ID_RANGE)}` : `${row.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.sort((a, b) => a.id - b.id);
    if (first === undefined) return [];
    return [{ id: idOf(first, others), kind: first.kind, rows: group.map(({ id }) => id), delay: Math.max(0, between(now, first.dueAt)) }];
  });
}

/** Made from the first row's id and a digest of the others. */
function idOf(first: PlannedRow, others: readonly PlannedRow[]): string {
  if (others.length === 0) return jobId(first);
  const digest = createHash('sha256')
    .update(others.map(({ id, dueAt }) => `${id}-${dueAt}`).join())
    .digest('base64url');
  return `${jobId(first)}~4${digest.slice(0, 16)}`;
}
