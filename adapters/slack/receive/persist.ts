import type { App, Context } from '@slack/bolt';
import type { Command } from '../../../src/core/command.js';
import type { Clock, Instant } from '../../../src/core/time.js';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { Bot } from '../connect/introduce.js';
import { NotPersistedError } from '../connect/not-persisted.js';
import type { HasLeft } from '../options.js';
import { threadRef } from '../places/address.js';
import { faultIn } from './faults.js';
import type { SlackInput } from './inputs.js';
import type { Order, Place } from './order.js';
import { readPayload } from './payloads.js';
import { withoutContent, withoutWords } from './thread-events.js';
import { secondsOf } from './timestamps.js';

/** What a listener knows of an arrival. */
export interface Arrival {
  readonly at: Instant;
  /** On the clock of `performance.now`, in milliseconds. */
  readonly started: number;
  /** What was persisted; `undefined` if there was nothing to persist. */
  readonly input: SlackInput | undefined;
  /** Its turn among the events of its channel; undefined where the order does not matter. */
  readonly place?: Place | undefined;
}

/** The key of an arrival in a listener's context. */
const ARRIVAL = 'mudhifArrival';

/** What `persistFirst` noted of the event that a listener handles. */
export function arrivalIn(context: Context): Arrival {
  return context[ARRIVAL] as Arrival;
}

/**
 * Persists what people do before Bolt sees it, because Bolt acknowledges events before any listener runs. What is known already is
 * acknowledged, and nothing else is done; what can't be persisted is not acknowledged: Slack sends an event again and shows its own failure
 * for an interaction (docs.slack.dev, "Events API": retries; "Handling user interaction"). From then on `app.processEvent` rejects with a
 * `NotPersistedError` for what could not be persisted.
 */
export function persistFirst(
  app: App,
  deps: {
    readonly inbox: Pick<Inbox, 'receive' | 'mayRead'>;
    readonly bot: Bot;
    readonly commands: readonly Command[];
    readonly clock: Clock;
    /** Commands and buttons that wait for their acknowledgement go before work that may wait. */
    readonly scheduler: Pick<Scheduler, 'prioritise'>;
    readonly order: Order;
    readonly hasLeft: HasLeft;
    readonly logger: Logger;
    /** What came until now is persisted, or need not be. */
    readonly heard: (at: Instant) => void;
  },
): void {
  const { inbox, bot, commands, clock, scheduler, order, hasLeft, logger, heard } = deps;
  const process = app.processEvent.bind(app);

  const persist = async ({ kind, eventId, from, route, body }: SlackInput): Promise<boolean> => {
    const received = inbox.receive({ eventId, from, route, body });
    try {
      return await (kind === 'used' ? scheduler.prioritise(received) : received);
    } catch (error) {
      throw new NotPersistedError(`${eventId} could not be persisted`, { cause: error });
    }
  };

  /** Profiles change often: what matters is whose account is in use again. Slack sends it again if that can't be found out. */
  const isBack = async ({ eventId, from }: SlackInput): Promise<boolean> => {
    try {
      return await hasLeft(from);
    } catch (error) {
      throw new NotPersistedError(`it is unknown whose account ${eventId} is`, { cause: error });
    }
  };

  /** What may be persisted, if anything: words in a thread only if they may be read there. */
  const readable = async (input: SlackInput): Promise<SlackInput | undefined> => {
    if (input.kind !== 'event') return input;
    if (input.body.type === 'return') return (await isBack(input)) ? input : undefined;
    if (input.body.type !== 'thread') return input;
    const { body, from } = input;
    if (!('content' in body.what) || body.thread === undefined) return input;
    const mayRead = await inbox.mayRead(threadRef(from.space, body.channel, body.thread), from);
    if (mayRead === true) return input;
    return { ...input, body: mayRead === 'files' ? withoutWords(body) : withoutContent(body) };
  };

  app.processEvent = async (event) => {
    const [at, started] = [clock.now(), performance.now()];
    const field = faultIn(event.body);
    if (field !== undefined) {
      logger.warn({ field }, 'what Slack sent could not be read');
      // Slack would only send it again.
      return await event.ack();
    }
    const arrived = readPayload(event.body, { at, bot, commands });
    // The place is taken before anything is awaited, so that waiting for one event does not let another pass it.
    const place =
      arrived?.kind === 'event' && arrived.body.type === 'thread' ? order.take(arrived.body.channel, eventTime(event.body)) : undefined;
    try {
      const input = arrived && (await readable(arrived));
      if (input && !(await persist(input))) return await event.ack();
      heard(at);
      const arrival: Arrival = { at, started, input, place };
      return await process({ ...event, customProperties: { ...event.customProperties, [ARRIVAL]: arrival } });
    } finally {
      place?.release();
    }
  };
}

/** When Slack says that an event happened, in seconds with microseconds; 0 if it does not. */
function eventTime(payload: Readonly<Record<string, unknown>>): number {
  const event: Readonly<Record<string, unknown>> = { ...(payload['event'] as object | undefined) };
  return secondsOf(event['event_ts'] ?? event['ts']) || 0;
}
