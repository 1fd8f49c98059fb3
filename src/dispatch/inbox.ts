import type { Clock } from '../core/time.js';
import type { Context, Contexts } from '../feature-api/index.js';
import { systemTimer, type Timer } from '../kit/timer.js';
import { createTurns } from '../kit/turns.js';
import type { CommandEvent, InboundEvent, Inbox, Spending } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import { createAnswers } from './answered.js';
import type { ArrivalOrder } from './arrival-order.js';
import { requestOf } from './asker.js';
import { type Budgets, noBudgets } from './budgets.js';
import { commandTask, completions } from './commands.js';
import { controlTask } from './controls.js';
import { createEventGroups } from './event-groups.js';
import { failureInForm, failureReply } from './failure.js';
import { createHandleOnce } from './handle-once.js';
import { createHeardInThreads } from './heard-in-threads.js';
import { createKnownThreads } from './known-threads.js';
import { menuTask } from './message-menu.js';
import { createNote } from './note.js';
import { createOverheard } from './overheard.js';
import { createPostponed } from './postpone.js';
import { createReceiving } from './receiving.js';
import type { Task } from './task.js';
import { createUnanswered } from './unanswered.js';

export interface InboxDependencies {
  readonly contexts: Contexts;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Waits before another try. */
  readonly timer?: Timer;
  /** Makes a short reference for a failure that nobody foresaw. */
  readonly newReference: () => string;
  /** What one person may do within a while; nobody is held back unless told. */
  readonly budgets?: Budgets;
  /** This process, as the holder of the events that it receives. */
  readonly owner: string;
  /** Keeps what a person does in its order, also what other processes left. */
  readonly order: ArrivalOrder;
}

/** Long operations of one person at the same time: the others of a flood wait, and other people do not wait for them. */
const AT_ONCE = 4;

/** An inbox, what it handles now and what it still writes in the background. */
export interface RunningInbox extends Inbox {
  /** The events that are being handled now. */
  working(): readonly string[];
  /** Resolves when all answered events so far are noted. */
  settled(): Promise<void>;
}

/**
 * Takes what platforms receive to the features: who asks, whether they may, what they typed; and failures back as
 * sentences. An event's effect, its "handled" mark and its reply are written in one transaction.
 */
export function createInbox(dependencies: InboxDependencies): RunningInbox {
  const { contexts, clock, logger, timer = systemTimer, newReference, owner, budgets = noBudgets, order } = dependencies;
  // A person waits for whatever is done here.
  const { urgent: autocommit } = contexts;
  const postponed = createPostponed(autocommit, { clock, logger });
  const working = new Set<string>();
  const turns = createTurns(AT_ONCE);
  const receiving = createReceiving(autocommit, { clock, owner, order });
  const groups = createEventGroups(contexts);
  const answers = createAnswers(contexts, { groups, postponed, timer, logger });
  const handleOnce = createHandleOnce(contexts, { groups, receiving, order, postponed, budgets, turns, timer, working });
  const note = createNote(contexts, { receiving, order, postponed, turns, timer, logger });

  const handle = (
    event: InboundEvent,
    spending: readonly Spending[],
    task: (context: Context) => Task,
    toReply: typeof failureReply | typeof failureInForm = failureReply,
  ) => {
    const { eventId } = event;
    return handleOnce({
      event,
      spending,
      task,
      fail: (error, { what, errorsAt }, language) =>
        toReply(error, { language, logger, newReference, eventId, what, ...(errorsAt !== undefined && { errorsAt }) }),
    });
  };

  return {
    receive: receiving.receive,
    working: () => [...working],
    answered(eventId) {
      // The adapter answers some by itself, such as a button that opens a form.
      order.passed(eventId);
      answers.answered(eventId);
    },
    unanswerable(eventId) {
      order.passed(eventId);
      answers.unanswerable(eventId);
    },
    async settled() {
      await order.settled();
      await answers.settled();
    },

    admit: (person, spendings) => budgets.spend(person, spendings),
    command: (event) => handle(event, spentBy(event), (context) => commandTask(context, event)),
    action: (event) => handle(event, ['click'], (context) => controlTask(context, event, 'action', event.action, event.values)),
    form: (event) => handle(event, ['click'], (context) => controlTask(context, event, 'form', event.form, event.values), failureInForm),
    menu: (event) => handle(event, ['click'], () => menuTask(event)),

    async complete(event) {
      try {
        const person = await autocommit.people.findByAccount(event.from);
        return person ? await completions(autocommit, event, requestOf(person, event, autocommit)) : [];
      } catch (error) {
        logger.error({ eventId: event.eventId, error }, 'completion failed');
        return [];
      }
    },

    overheard: createOverheard(contexts, timer),
    ...createUnanswered(note),
    ...createHeardInThreads(autocommit, { note, logger }),
    ...createKnownThreads(autocommit, timer),
  };
}

/** A command costs one, and its file another. */
function spentBy({ input }: CommandEvent): readonly Spending[] {
  const hasFile =
    input.type === 'text' ? (input.files ?? []).length > 0 : Object.values(input.values).some((value) => typeof value === 'object');
  return hasFile ? ['command', 'upload'] : ['command'];
}
