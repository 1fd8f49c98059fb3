import type { App, Context } from '@slack/bolt';
import type { Command } from '../../../src/core/command.js';
import type { Clock, Instant } from '../../../src/core/time.js';
import type { Scheduler } from '../../../src/kit/scheduler.js';
import type { Inbox } from '../../../src/ports/chat.js';
import type { Bot } from '../connect/introduce.js';
import { NotPersistedError } from '../connect/not-persisted.js';
import type { SlackInput } from './inputs.js';
import { readPayload } from './payloads.js';

/** What a listener knows of an arrival. */
export interface Arrival {
  readonly at: Instant;
  /** On the clock of `performance.now`, in milliseconds. */
  readonly started: number;
  /** What was persisted; `undefined` if there was nothing to persist. */
  readonly input: SlackInput | undefined;
}

/** The key of an arrival in a listener's context. */
const ARRIVAL = 'mudhifArrival';

export function arrivalIn(context: Context): Arrival {
  return context[ARRIVAL] as Arrival;
}

/**
 * Persists what people do before Bolt sees it, because Bolt acknowledges events before any listener runs. What is known
 * already is acknowledged, and nothing else is done; what can't be persisted is not acknowledged: Slack sends an event again
 * and shows its own failure for an interaction (docs.slack.dev, "Events API": retries; "Handling user interaction").
 */
export function persistFirst(
  app: App,
  deps: {
    readonly inbox: Pick<Inbox, 'receive'>;
    readonly bot: Bot;
    readonly commands: readonly Command[];
    readonly clock: Clock;
    /** Commands and buttons that wait for their acknowledgement go before work that may wait. */
    readonly scheduler: Pick<Scheduler, 'prioritise'>;
  },
): void {
  const { inbox, bot, commands, clock, scheduler } = deps;
  const process = app.processEvent.bind(app);

  const persist = async ({ kind, eventId, from, route, body }: SlackInput): Promise<boolean> => {
    const received = inbox.receive({ eventId, from, route, body });
    try {
      return await (kind === 'used' ? scheduler.prioritise(received) : received);
    } catch (error) {
      throw new NotPersistedError(`${eventId} could not be persisted`, { cause: error });
    }
  };

  app.processEvent = async (event) => {
    const [at, started] = [clock.now(), performance.now()];
    const input = readPayload(event.body, { at, bot, commands });
    if (input && !(await persist(input))) return event.ack();
    const arrival: Arrival = { at, started, input };
    return process({ ...event, customProperties: { ...event.customProperties, [ARRIVAL]: arrival } });
  };
}
