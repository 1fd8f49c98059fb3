import { isMomentary } from '../core/errors.js';
import { after, between, type Clock, type Instant, MINUTE, SECOND } from '../core/time.js';
import type { Contexts } from '../feature-api/index.js';
import { within } from '../kit/gate.js';
import { systemTimer, type Timer } from '../kit/timer.js';
import type { ChatAdapter, Platform } from '../ports/chat.js';
import type { InboundRow } from '../ports/inbound.js';
import type { Logger } from '../ports/logger.js';
import { accountKey } from './account-key.js';
import { createAnsweredNotes } from './answered.js';
import type { ArrivalOrder } from './arrival-order.js';
import { EVENT_LEASE_MS } from './holding.js';
import { FREE_AFTER_MS, whileMomentary } from './postpone.js';
import { readReply } from './stored-reply.js';

export interface RecoveryDependencies {
  readonly contexts: Contexts;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Waits before another try. */
  readonly timer?: Timer;
  readonly owner: string;
  /** No other process runs: what others hold at the start was left by one that ended. */
  readonly alone: boolean;
  /** Whether this process receives from a platform now, so that its adapter can take events over. */
  readonly receives: (platform: Platform) => boolean;
  /** Has newer events wait for those that are taken over. */
  readonly order: ArrivalOrder;
  /** The events that this process is handling now. */
  readonly working: () => readonly string[];
}

/** Finishes what processes left unfinished when they ended: events that were acknowledged but not handled or not answered. */
export interface Recovery {
  /** Looks now, without making the caller wait, and then every few seconds. */
  start(): void;
  stop(): Promise<void>;
  /** Leaves this process's unfinished events to others; call when nothing is received any more. */
  release(): Promise<void>;
  /** Looks once; resolves when what was found is finished. Returns how many events were found. */
  sweep(): Promise<number>;
}

/** Platforms take answers for 15 to 30 minutes; nothing with a platform's token is kept longer. */
const KEPT_MS = 30 * MINUTE;
const SWEEP_EVERY_MS = 10 * SECOND;
const MOST = 50;
/** How long a sweep waits for the events it found; after that they go on and stay with this process. */
const FINISHING_MS = 20 * SECOND;
/** An event that is not finished by then is free for others again, and for this process. */
const GIVEN_UP_MS = 5 * MINUTE;

/** Creates the recovery. Its `sweep` rejects with what the database throws; a sweep that it begins itself is logged. */
export function createRecovery(dependencies: RecoveryDependencies): Recovery {
  const { contexts, adapters, clock, logger, timer = systemTimer, owner, alone, receives, order, working } = dependencies;
  const { inbound } = contexts.autocommit;
  const noteAnswered = createAnsweredNotes(contexts.urgent.inbound.markAnswered);
  /** What sweeps found and is not finished yet. */
  const finishing = new Map<string, Instant>();
  let interval: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  const finish = async (row: InboundRow): Promise<void> => {
    const adapter = adapters.get(row.from.platform);
    if (row.reply === null) {
      await order.handleEarlier(row);
      await adapter?.resume?.(row);
      return;
    }
    const reply = readReply(row.reply);
    if (reply === undefined) logger.error({ eventId: row.eventId }, 'a stored reply could not be read');
    // The process that wrote the reply was to send it at once, so it may have arrived.
    const isAnswered = reply !== undefined && row.route !== null && ((await adapter?.answer?.(row, reply)) ?? false);
    // Without the note it would be answered twice.
    await whileMomentary(timer, () => (isAnswered ? noteAnswered(row.eventId) : inbound.keepForLater(row.eventId)));
  };

  const tryToFinish = (row: InboundRow): Promise<void> =>
    finish(row)
      .catch(async (error: unknown) => {
        logger.error({ eventId: row.eventId, error }, 'an event could not be taken over');
        // Without the database it is free when its lease ends.
        if (isMomentary(error)) await inbound.postpone(row.eventId, after(clock.now(), FREE_AFTER_MS)).catch(() => false);
      })
      .finally(() => {
        finishing.delete(row.eventId);
        order.passed(row.eventId);
      });

  /**
   * Brings a person's replies in their order, because one may replace an earlier one; then handles what was not handled, in its order
   * too: of two edits within a moment the second counts.
   */
  const finishAll = async (rows: readonly InboundRow[]): Promise<void> => {
    for (const row of [...rows.filter(({ reply }) => reply !== null), ...rows.filter(({ reply }) => reply === null)])
      await tryToFinish(row);
  };

  const look = async (fromOthers: boolean): Promise<number> => {
    const now = clock.now();
    // What never ends counts as left from then on.
    for (const [eventId, since] of finishing) if (between(since, now) > GIVEN_UP_MS) finishing.delete(eventId);
    // In a transaction, because statements that change several rows would get into a deadlock with those that handle events.
    await contexts.transaction(async (inside) => {
      await inside.inbound.expire(after(now, -KEPT_MS));
      await inside.inbound.renew([...new Set([...working(), ...finishing.keys()])], { at: now, leaseUntil: after(now, EVENT_LEASE_MS) });
    });
    // Events of other platforms stay for another process, or until their platform is back.
    const platforms = [...adapters].flatMap(([platform, adapter]) => (receives(platform) && adapter.connected() ? [platform] : []));
    let found = 0;
    for (;;) {
      const rows = await order.takeOver((claiming) =>
        claiming.claim({ platforms, now, fromOthers, owner, leaseUntil: after(now, EVENT_LEASE_MS), limit: MOST }),
      );
      found += rows.length;
      // Its handling is under way already, only slow.
      const fresh = rows.filter(({ eventId }) => !finishing.has(eventId));
      for (const { eventId } of fresh) finishing.set(eventId, now);
      if (!(await within(timer, FINISHING_MS, Promise.all(byAccount(fresh).map(finishAll)))))
        logger.warn({ eventIds: [...finishing.keys()] }, 'events that were taken over are still being handled');
      if (rows.length < MOST) return found;
    }
  };
  const queued = (fromOthers: boolean): Promise<number> => {
    const result = running.then(() => look(fromOthers));
    running = result.catch((error: unknown) => logger.error({ error }, 'unfinished events could not be looked for'));
    return result;
  };

  return {
    start() {
      void queued(alone).catch(() => 0);
      interval = setInterval(() => void queued(false).catch(() => 0), SWEEP_EVERY_MS);
      interval.unref();
    },
    async stop() {
      clearInterval(interval);
      await running;
    },
    release: () => inbound.release(owner),
    sweep: () => queued(alone),
  };
}

/** The events of each account; what is only told apart from what is answered, since neither waits for the other. */
function byAccount(rows: readonly InboundRow[]): readonly (readonly InboundRow[])[] {
  const lists = new Map<string, InboundRow[]>();
  for (const row of rows) {
    const key = `${row.route === null ? 'told' : 'answered'} ${accountKey(row.from)}`;
    lists.set(key, [...(lists.get(key) ?? []), row]);
  }
  return [...lists.values()];
}
