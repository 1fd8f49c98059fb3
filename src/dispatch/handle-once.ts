import { isMomentary, MudhifError } from '../core/errors.js';
import { answeredElsewhere, type Reply } from '../core/message.js';
import type { Context, Contexts } from '../feature-api/index.js';
import type { Timer } from '../kit/timer.js';
import type { Turns } from '../kit/turns.js';
import type { InboundEvent, Spending } from '../ports/chat.js';
import { accountKey } from './account-key.js';
import type { ArrivalOrder, Turn } from './arrival-order.js';
import type { Budgets } from './budgets.js';
import type { EventGroups, Fail, Handled } from './event-groups.js';
import { offeredCards } from './offers.js';
import { type Postponed, whileMomentary } from './postpone.js';
import { below, isPrivateAnswer } from './private-answer.js';
import { withProfile } from './profile.js';
import type { Receiving } from './receiving.js';
import { createRunTask, type Due } from './run-task.js';
import type { Task } from './task.js';

export interface HandlingParts {
  readonly groups: EventGroups;
  readonly receiving: Receiving;
  readonly order: ArrivalOrder;
  readonly postponed: Postponed;
  readonly budgets: Budgets;
  readonly turns: Turns;
  readonly timer: Timer;
  /** Is told which events are being handled now. */
  readonly working: Set<string>;
}

/** An event that a person waits for, and what it asks for. */
export interface Wanted {
  readonly event: InboundEvent;
  readonly spending: readonly Spending[];
  readonly task: (context: Context) => Task;
  readonly fail: Fail;
}

/** Handles an event once, however often it comes. Never throws: a failure becomes a reply in the person's language. */
export type HandleOnce = (wanted: Wanted) => Promise<Reply>;

export function createHandleOnce(contexts: Contexts, parts: HandlingParts): HandleOnce {
  const { groups, receiving, order, postponed, budgets, turns, timer, working } = parts;
  // A person waits for whatever is done here.
  const { urgent: autocommit } = contexts;
  const runTask = createRunTask(contexts, groups);

  /** What the task wrote is undone: the event counts as handled, with the failure as its reply. */
  const refuse = (due: Omit<Due, 'profile'>, error: unknown): Promise<Handled> =>
    withProfile(due.event, (profile) => {
      if (error instanceof MudhifError) return groups.handle({ ...due, profile, run: async () => error });
      // What failed for an unknown reason may fail again, so nothing is added to the answer.
      return groups.handle({ ...due, profile, bare: true, run: async (_, { language }) => due.fail(error, due.task, language) });
    });

  /** The tries are used up: a failure of the moment is left to a later sweep, and any other one is told without being kept. */
  async function giveUp(due: Omit<Due, 'profile'>, error: unknown): Promise<Handled> {
    const { eventId } = due.event;
    if (isMomentary(error)) {
      if (postponed.mayWait(eventId) && (await postponed.postpone(eventId))) return { reply: answeredElsewhere };
      try {
        return await refuse(due, error);
      } catch {
        if (await postponed.postpone(eventId)) return { reply: answeredElsewhere };
      }
    }
    return { reply: due.fail(error, due.task, 'en') };
  }

  /** What tells the person to wait. An event that was taken over was counted when it came. */
  async function overBudget(event: InboundEvent, spendings: readonly Spending[], { budget }: Task): Promise<MudhifError | undefined> {
    if (event.isResumed) return undefined;
    return budgets.spend(event.from, [...(event.isAdmitted ? [] : spendings), ...(budget ? [budget] : [])]);
  }

  /** Below the private answer to a command: what features offer this person. */
  async function withOffers({ what }: Task, { reply, request }: Handled): Promise<Reply> {
    if (!request || !isPrivateAnswer(what, reply)) return reply;
    // A person who has just chosen another language gets the answer and what is below it in that language.
    const language = reply.message.cards[0]?.language ?? request.language;
    const cards = await offeredCards(autocommit, { ...request, language, actor: { ...request.actor, language } }, what);
    return cards.length === 0 ? reply : below(reply, [{ cards }]);
  }

  /** Runs the task as often as it takes. */
  const handle = (due: Omit<Due, 'profile'>): Promise<Handled> => {
    const attempt = () =>
      withProfile(due.event, (profile) => runTask({ ...due, profile })).catch((error: unknown) => {
        if (isMomentary(error)) throw error;
        return refuse(due, error);
      });
    return whileMomentary(timer, attempt).catch((error: unknown) => giveUp(due, error));
  };

  /** What a person does meanwhile need not wait for a long operation. Its effects come after those of what is older. */
  const handleLong = async (due: Omit<Due, 'profile' | 'beforeEffects'>, turn: Turn): Promise<Handled> => {
    turn.goesOnLong();
    const beforeEffects = async () => {
      turn.stepAside();
      await turn.olderHandled();
      await turn.again();
    };
    return turns.run(accountKey(due.event.from), () => handle({ ...due, beforeEffects }));
  };

  return async ({ event, spending, task: taskOf, fail }) => {
    const { eventId } = event;
    const arrival = receiving.begin(eventId);
    working.add(eventId);
    postponed.resumed(eventId);
    const turn = await order.turn({ eventId, from: event.from, id: arrival?.id }, arrival?.overtakes ?? false);
    try {
      const wanted = taskOf(autocommit);
      const refusal = await overBudget(event, spending, wanted);
      const task: Task = refusal ? { what: wanted.what, run: async () => refusal } : wanted;
      const due = { event, task, fail, ...(arrival && { holder: arrival.holder }) };
      const handled = await (task.transaction === 'own' ? handleLong(due, turn) : handle({ ...due, beforeEffects: async () => {} }));
      if (postponed.isWaiting(eventId)) turn.leaveBehind();
      turn.finish();
      const reply = await withOffers(task, handled);
      // The reply of the process that handled it stays until that one has brought it, or until a sweep finds that it has not.
      if ((event.isResumed || arrival) && reply.type === 'none' && reply.elsewhere) postponed.left(eventId);
      return reply;
    } finally {
      turn.finish();
      working.delete(eventId);
    }
  };
}
