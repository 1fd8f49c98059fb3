import type { Instant } from '../core/time.js';

export interface Lease {
  /** The process that holds it. */
  readonly owner: string;
  readonly until: Instant;
}

/** Leases: each gives one process at a time a right. The owner renews it; another process takes over a lease that stays unchanged. */
export interface LeaseRepository {
  find(name: string): Promise<Lease | undefined>;
  /** Takes a lease that is still as `seen` (undefined: free). Returns false if it has changed. */
  take(name: string, lease: Lease, seen: Lease | undefined): Promise<boolean>;
  /** Extends an own lease. Returns false if another process has it now. */
  renew(name: string, lease: Lease): Promise<boolean>;
  /** Releases the lease if `owner` has it. */
  release(name: string, owner: string): Promise<void>;
}
