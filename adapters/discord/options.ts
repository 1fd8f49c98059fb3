import type { Command } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import type { Channel } from '../../src/core/notification.js';
import type { Clock } from '../../src/core/time.js';
import type { Logger } from '../../src/ports/logger.js';
import type { Metrics } from '../../src/ports/metrics.js';
import type { Pace } from '../../src/ports/pace.js';
import type { ProblemListener } from '../../src/ports/problems.js';

export interface DiscordAdapterOptions {
  readonly token: string;
  /** The server of the community. Not needed while the bot is in one server only. */
  readonly guildId?: string;
  /** Where Discord's API is, without version and trailing slash; Discord's own unless told. */
  readonly apiUrl?: string;
  readonly commands: readonly Command[];
  /** Commands for one server appear at once and only there (development); global ones work in direct messages too. */
  readonly commandScope?: 'global' | 'guild';
  /** The channel for each purpose, by id or name; where none is told, one of the same name is looked for. Asked again, for organisers change it. */
  readonly channels?: () => Promise<Readonly<Partial<Record<Channel, string>>>>;
  /** The community's languages, for what is said before the reader's own is known. */
  readonly languages: () => Promise<readonly Language[]>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Rings when an interaction has to be deferred; real time unless told. */
  readonly timer?: Timer;
  /** Told of what an organiser can mend. */
  readonly problems?: ProblemListener;
  /** Who watches acknowledgements and waits; nobody unless told. */
  readonly metrics?: Metrics;
  /** How fast we may send, together with all other processes. */
  readonly pace: Pace;
  /** Waits for a slot; real time unless told. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Discord accounts that the community knows: those who left while we were away are noticed at the start. */
  readonly knownAccounts?: () => Promise<readonly string[]>;
}

export interface Timer {
  set(work: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const systemTimer: Timer = {
  set: (work, ms) => setTimeout(work, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Resolves with what `work` resolves with, or `undefined` once `ms` have passed or `enough` has come. */
export async function within<T>(
  timer: Timer,
  work: Promise<T>,
  ms: number,
  enough?: Promise<void>,
): Promise<{ readonly value: T } | undefined> {
  let handle: unknown;
  const late = new Promise<undefined>((resolve) => {
    handle = timer.set(() => resolve(undefined), ms);
  });
  try {
    const ended = enough?.then(() => undefined);
    return await Promise.race([work.then((value) => ({ value })), late, ...(ended ? [ended] : [])]);
  } finally {
    timer.clear(handle);
  }
}
