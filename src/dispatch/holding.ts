import { after, type Instant, MINUTE } from '../core/time.js';
import type { Holding } from '../ports/inbound.js';
import { FREE_AFTER_MS } from './postpone.js';

/** How long a received event belongs to its process, in milliseconds; after that another process may take it over. */
export const EVENT_LEASE_MS = MINUTE;

/** How a process holds what it receives or takes over at a moment. */
export function holdingOf(owner: string, at: Instant): Holding {
  return { at, owner, leaseUntil: after(at, EVENT_LEASE_MS), freeBy: after(at, FREE_AFTER_MS) };
}
