import { after, type Instant, MINUTE } from '../core/time.js';
import type { Holding } from '../ports/inbound.js';
import { FREE_AFTER_MS } from './postpone.js';

/** How long an event that was received is its process's; whoever finds it unfinished after that takes it over. */
export const EVENT_LEASE_MS = MINUTE;

/** How a process holds what it receives or takes over at a moment. */
export function holdingOf(owner: string, at: Instant): Holding {
  return { at, owner, leaseUntil: after(at, EVENT_LEASE_MS), freeBy: after(at, FREE_AFTER_MS) };
}
