/** `answer`: a person waits for it. `fan-out`: the bot sends it unasked, perhaps as one of thousands. */
export type Traffic = 'answer' | 'fan-out';

/** At most `calls` requests in any window of `windowMs` (whole milliseconds). */
export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

/** A rate limit that a request counts against. Each adapter defines those of its platform. */
export interface Limit {
  /** What is limited, by the same name in every process: `discord`, `slack:chat.postMessage:C17`. */
  readonly name: string;
  readonly shared: Rate;
  /** An additional rate that only answers may use. */
  readonly answers?: Rate;
}

/** `go`: a slot is reserved and starts in `inMs` milliseconds. `later`: nothing was reserved; ask again in `inMs`. */
export interface Slot {
  readonly type: 'go' | 'later';
  readonly inMs: number;
}

/**
 * The rate limiter for outgoing requests, shared by all processes of one community. Each slot is given once, so that the
 * platform refuses no request that waits for its slot. Callers that must retry later get different moments, spaced like the
 * slots, so that retries succeed. Clock jumps neither block it nor give a slot twice.
 */
export interface Pace {
  /** Reserves a slot under all limits, if one starts within `patienceMs` milliseconds. */
  reserve(limits: readonly Limit[], options: { readonly traffic: Traffic; readonly patienceMs: number }): Promise<Slot>;
  /** After the platform refused a request: gives no slot under this name for `forMs` milliseconds. */
  penalise(name: string, forMs: number): Promise<void>;
  close(): Promise<void>;
}
