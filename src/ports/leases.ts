import type { Instant } from '../core/time.js';

export interface Lease {
  /** The process that holds it. */
  readonly owner: string;
  readonly until: Instant;
}

/** What one process alone may do at a time. A lease is kept by being renewed, and taken over by whoever saw it stand still. */
export interface LeaseRepository {
  find(name: string): Promise<Lease | undefined>;
  /** Takes a lease that stands as `seen` (undefined: that nobody has). False if it has changed meanwhile. */
  take(name: string, lease: Lease, seen: Lease | undefined): Promise<boolean>;
  /** Keeps one's own for longer. False if it is another's by now. */
  renew(name: string, lease: Lease): Promise<boolean>;
  /** Gives back one's own; another's stays. */
  release(name: string, owner: string): Promise<void>;
}
