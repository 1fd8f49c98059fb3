import { type Clock, SECOND } from '../core/time.js';
import type { Contexts } from '../feature-api/index.js';
import { within } from '../kit/gate.js';
import { systemTimer, type Timer } from '../kit/timer.js';
import type { ChatAdapter, Platform } from '../ports/chat.js';
import type { InboundRow } from '../ports/inbound.js';
import type { Logger } from '../ports/logger.js';
import { accountKey } from './account-key.js';
import type { Entry } from './entry.js';
import { holdingOf } from './holding.js';
import { createLines, type Queued } from './lines.js';

export interface ArrivalOrderDependencies {
  readonly contexts: Pick<Contexts, 'transaction' | 'urgent'>;
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Waits for another process, and for what is slow. */
  readonly timer?: Timer;
  readonly owner: string;
  /** No other process receives: what others hold was left by one that ended. */
  readonly alone?: boolean;
}

type Claim = (inbound: Contexts['urgent']['inbound']) => Promise<readonly InboundRow[]>;

/** Has the events of an account handled in the order in which they arrived, whichever processes received them. */
export interface ArrivalOrder {
  /** An event was persisted that is handled in a moment: newer ones of its account wait for it. */
  arrived(event: Queued): void;
  /**
   * The event's turn: it resolves when what the account did earlier is handled. What other processes left is taken over first. Newer
   * events wait until `finish`. Never throws.
   * @param overtakes Whether other processes had left something when the event was persisted.
   */
  turn(event: Queued, overtakes: boolean): Promise<Turn>;
  /**
   * This process is about to handle what others left: newer events of the same accounts wait until each has `passed`.
   * @returns What was claimed. Throws what `claim` throws.
   */
  takeOver(claim: Claim): Promise<readonly InboundRow[]>;
  /** Handles what an event overtakes that was taken over with `takeOver`. Never throws. */
  handleEarlier(row: Queued): Promise<void>;
  /** Nothing waits for this event any more. */
  passed(eventId: string): void;
  /** Resolves when the answers to all that newer events took over until now are brought, or when that takes too long. */
  settled(): Promise<void>;
}

export type Turn = Pick<Entry, 'leaveBehind' | 'goesOnLong' | 'stepAside' | 'olderHandled' | 'finish'> & {
  /** Waits for a turn once more, after `stepAside`. */
  again(): Promise<void>;
};

/** The waits for a process that may still be at work, in milliseconds: less than the three seconds that platforms give an answer. */
const GRACE_MS = [50, 100, 200, 400] as const;
/** How often an earlier event that fails momentarily is tried before the newer one is handled. */
const ROUNDS = 2;
/** How long the end of a process waits for what it took over. */
const SETTLE_MS = 10 * SECOND;

export function createArrivalOrder(dependencies: ArrivalOrderDependencies): ArrivalOrder {
  const { contexts, adapters, clock, logger, timer = systemTimer, owner, alone = false } = dependencies;
  const lines = createLines({ clock, timer, logger });
  /** The last look for what was left of an account. */
  const looking = new Map<string, Promise<readonly string[]>>();
  const resuming = new Set<Promise<void>>();
  const hold = () => holdingOf(owner, clock.now());
  const pause = (ms: number) => new Promise<void>((resolve) => void timer.set(resolve, ms));

  const takeOver = async (claim: Claim): Promise<readonly InboundRow[]> => {
    let claimed: readonly InboundRow[] = [];
    const joined = new Set<string>();
    try {
      // In a transaction, because statements that change several rows would get into a deadlock with those that handle events.
      await contexts.transaction(async ({ inbound }) => {
        claimed = await claim(inbound);
        // What is only told would wait for the events of others, which may wait for newer ones of its account.
        const queued = claimed.filter(({ reply, route }) => reply === null && route !== null);
        for (const { eventId } of queued) if (!lines.has(eventId)) joined.add(eventId);
        // Before the commit: an event that is persisted after it finds them in the line.
        lines.takeOver(queued);
      });
      return claimed;
    } catch (error) {
      for (const eventId of joined) lines.pass(eventId);
      throw error;
    }
  };

  /** Has the adapter handle and answer an event. */
  const resume = (row: InboundRow): void => {
    const { eventId } = row;
    const work = (async () => adapters.get(row.from.platform)?.resume?.(row))()
      .catch((error: unknown) => logger.error({ eventId, error }, 'an event could not be taken over'))
      .finally(() => {
        lines.pass(eventId);
        resuming.delete(work);
      });
    resuming.add(work);
  };

  /** Takes over what an event overtakes, unless its process turns out to be at work. Returns what it took over. */
  const look = async (eventId: string): Promise<readonly string[]> => {
    try {
      for (const ms of GRACE_MS) {
        if (!(await contexts.urgent.inbound.overtakes(eventId, hold()))) return [];
        await pause(ms);
      }
      const rows = await takeOver((inbound) => inbound.claimEarlier(eventId, { ...hold(), isAlone: alone }));
      // Each of them waits for those before it.
      for (const row of rows) resume(row);
      return rows.map((row) => row.eventId);
    } catch (error) {
      logger.error({ eventId, error }, 'what a person did earlier could not be looked for');
      return [];
    }
  };

  /** When two events look at the same time, the second finds what the first left. */
  const lookInTurn = ({ eventId, from }: Queued): Promise<readonly string[]> => {
    const key = accountKey(from);
    const turn = (looking.get(key) ?? Promise.resolve([]))
      .then(() => look(eventId))
      .finally(() => {
        if (looking.get(key) === turn) looking.delete(key);
      });
    looking.set(key, turn);
    return turn;
  };

  const handleEarlier = async (event: Queued): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await lookInTurn(event);
      if (found.length === 0) return;
      await lines.passed(found);
    }
  };

  return {
    arrived: lines.arrived,
    async turn(event, overtakes) {
      const entry = lines.begin(event);
      if (overtakes) await handleEarlier(event);
      await entry.turn();
      // Once is enough: what fails time and again waits for the next sweep.
      if (entry.mustLook()) {
        entry.pause();
        await handleEarlier(event);
        await entry.turn();
      }
      return { ...entry, again: entry.turn };
    },
    takeOver,
    handleEarlier,
    passed: lines.pass,
    async settled() {
      await within(timer, SETTLE_MS, Promise.all(resuming));
    },
  };
}
