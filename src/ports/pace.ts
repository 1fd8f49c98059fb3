/** `answer`: a person waits for it, now. `fan-out`: the bot sends it of its own accord, perhaps as one of thousands. */
export type Traffic = 'answer' | 'fan-out';

/** At most `calls` in any `windowMs` (whole milliseconds). */
export interface Rate {
  readonly calls: number;
  readonly windowMs: number;
}

/** One of the limits that a request counts against. Adapters know their platform's, in their tables of limits. */
export interface Limit {
  /** What is limited, by the same name in each process: `discord`, `slack:chat.postMessage:C17`. */
  readonly name: string;
  readonly shared: Rate;
  /** What is kept for answers beside `shared`: a fan-out never takes it. */
  readonly answers?: Rate;
}

/** `go`: a slot is yours, in `inMs` (0: now). `later`: nothing was reserved; ask again in `inMs`. */
export interface Slot {
  readonly type: 'go' | 'later';
  readonly inMs: number;
}

/**
 * The pace of what goes out, shared by all processes that send for one community. Each slot is given once, so what waits
 * in place for its slot is never refused by the platform; those told to come later are told different moments, as far
 * apart as the slots are, so that nobody asks in vain again and again. Clocks that leap neither stop it nor give a slot twice.
 */
export interface Pace {
  /** A slot within all of `limits`, if there is one within `patienceMs`. */
  reserve(limits: readonly Limit[], options: { readonly traffic: Traffic; readonly patienceMs: number }): Promise<Slot>;
  /** The platform has refused: no slot under this name for so long. */
  penalise(name: string, forMs: number): Promise<void>;
  close(): Promise<void>;
}
