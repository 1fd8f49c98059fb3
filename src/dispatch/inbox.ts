import { MudhifError } from '../core/errors.js';
import { answeredElsewhere, type Reply } from '../core/message.js';
import type { Request } from '../core/request.js';
import { type Clock, MINUTE } from '../core/time.js';
import type { Context, Contexts } from '../feature-api/index.js';
import { createBatcher } from '../kit/batching.js';
import type { InboundEvent, Inbox } from '../ports/chat.js';
import type { InboundInput } from '../ports/inbound.js';
import type { Logger } from '../ports/logger.js';
import type { Person } from '../ports/people.js';
import { commandTask, completions } from './commands.js';
import { controlTask } from './controls.js';
import { failureInForm, failureReply } from './failure.js';
import { readReply, storeReply } from './stored-reply.js';
import type { Task } from './task.js';

export interface InboxDependencies {
  readonly contexts: Contexts;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Makes a short reference for a failure that nobody foresaw. */
  readonly newReference: () => string;
  /** This process, as the holder of the events that it receives. */
  readonly owner: string;
}

/** How long an event that was received is its process's; whoever finds it unfinished after that takes it over. */
export const EVENT_LEASE_MS = MINUTE;

/** Events and answers that one commit writes at most. */
const GROUP_MAX = 200;

type Fail = (error: unknown, task: Pick<Task, 'what' | 'errorsAt'>, language: Request['language']) => Reply;

/** An inbox, and what it still writes in the background. */
export interface RunningInbox extends Inbox {
  /** The events whose handlers run at this moment. */
  inProgress(): readonly string[];
  /** Resolves when all answered events so far are noted. */
  settled(): Promise<void>;
}

/**
 * Takes what platforms receive to the features: who asks, whether they may, what they typed; and failures back as
 * sentences. An event's effect, its "handled" mark and its reply are written in one transaction.
 */
export function createInbox({ contexts, clock, logger, newReference, owner }: InboxDependencies): RunningInbox {
  const { autocommit } = contexts;
  const background = new Set<Promise<void>>();
  /** How many handlers run for each event: a repeated one may come meanwhile. */
  const running = new Map<string, number>();

  const receive = createBatcher<InboundInput, boolean>({
    maxSize: GROUP_MAX,
    retryIndividually: true,
    async run(inputs) {
      const at = clock.now();
      const fresh = new Set(
        await contexts.prioritise(() => autocommit.inbound.receive(inputs, { at, owner, leaseUntil: at + EVENT_LEASE_MS })),
      );
      // Of two copies in one batch the first one is new.
      return inputs.map(({ eventId }) => fresh.delete(eventId));
    },
  });
  const markAnswered = createBatcher<string, void>({
    maxSize: GROUP_MAX,
    retryIndividually: false,
    async run(eventIds) {
      await autocommit.inbound.markAnswered(eventIds);
      return [];
    },
  });
  const inBackground = (eventId: string, work: Promise<void>): void => {
    const done = work.catch((error: unknown) => logger.warn({ eventId, error }, 'an answered event could not be noted'));
    background.add(done);
    void done.finally(() => background.delete(done));
  };

  const failWith =
    (toReply: typeof failureReply | typeof failureInForm) =>
    (eventId: string): Fail =>
    (error, { what, errorsAt }, language) =>
      toReply(error, { language, logger, newReference, eventId, what, ...(errorsAt !== undefined && { errorsAt }) });

  /** The member who did it; somebody new becomes a newcomer, somebody who had left is back. */
  async function personOf(context: Context, event: InboundEvent): Promise<Person> {
    const person = await context.people.resolve(event.from, event.profile);
    await context.people.sawActive(person.id, {
      account: event.from,
      at: context.now,
      direct: event.conversation.kind === 'direct',
    });
    return person;
  }

  function requestOf(person: Person, event: InboundEvent, context: Context): Request {
    const { isBot: _, ...actor } = person;
    return {
      actor,
      language: person.language,
      now: context.now,
      eventId: event.eventId,
      conversation: { kind: event.conversation.kind },
      account: event.from,
    };
  }

  const keep = async (context: Context, eventId: string, reply: Reply): Promise<Reply> => {
    await context.inbound.keepReply(eventId, storeReply(reply));
    return reply;
  };

  /** An event that was handled before: its reply, if that has not reached the person yet. */
  async function repeated({ inbound }: Context, { eventId }: InboundEvent): Promise<Reply> {
    const kept = await inbound.keptReply(eventId);
    return kept === undefined ? answeredElsewhere : readReply(kept);
  }

  /** The reply to what the task gave back or threw, with what belongs below it, kept until it is answered. */
  async function conclude(context: Context, event: InboundEvent, request: Request, task: Task, result: Reply | MudhifError, fail: Fail) {
    const reply = result instanceof MudhifError ? fail(result, task, request.language) : result;
    return keep(context, event.eventId, await complement(context, event, request, task, reply));
  }

  /** Runs the task in the transaction that marks its event as handled and keeps its reply. */
  const runInTransaction = (event: InboundEvent, task: Task, fail: Fail): Promise<Reply> =>
    contexts.groupedTransaction(async (context) => {
      if (!(await context.inbound.markHandled(event.eventId, context.now))) return repeated(context, event);
      const request = requestOf(await personOf(context, event), event, context);
      return conclude(context, event, request, task, await task.run(context, request), fail);
    });

  /** The task opens its own transactions; a process that ends on the way leaves the event to be handled again. */
  async function runAlone(event: InboundEvent, task: Task, fail: Fail): Promise<Reply> {
    if (await autocommit.inbound.isHandled(event.eventId)) return repeated(autocommit, event);
    const request = await contexts.groupedTransaction(async (context) => requestOf(await personOf(context, event), event, context));
    const result = await task.run(autocommit, request);
    return contexts.groupedTransaction(async (context) => {
      if (!(await context.inbound.markHandled(event.eventId, context.now))) return repeated(context, event);
      return conclude(context, event, request, task, result, fail);
    });
  }

  /** What the task wrote is undone: the event counts as handled, with the failure as its reply. */
  const refuse = (event: InboundEvent, task: Task, error: unknown, fail: Fail): Promise<Reply> =>
    contexts.groupedTransaction(async (context) => {
      if (!(await context.inbound.markHandled(event.eventId, context.now))) return repeated(context, event);
      const request = requestOf(await personOf(context, event), event, context);
      if (error instanceof MudhifError) return conclude(context, event, request, task, error, fail);
      // What failed for an unknown reason may fail again, so nothing is added.
      return keep(context, event.eventId, fail(error, task, request.language));
    });

  /** Handles an event once, however often it comes. Never throws: a failure becomes a reply in the person's language. */
  async function handle(event: InboundEvent, taskOf: (context: Context) => Task, toReply: (eventId: string) => Fail): Promise<Reply> {
    const { eventId } = event;
    const fail = toReply(eventId);
    running.set(eventId, (running.get(eventId) ?? 0) + 1);
    try {
      return await contexts.prioritise(async () => {
        const task = taskOf(autocommit);
        try {
          return await (task.transaction === 'own' ? runAlone(event, task, fail) : runInTransaction(event, task, fail));
        } catch (error) {
          return await refuse(event, task, error, fail).catch(() => fail(error, task, 'en'));
        }
      });
    } finally {
      const left = (running.get(eventId) ?? 1) - 1;
      if (left > 0) running.set(eventId, left);
      else running.delete(eventId);
    }
  }

  /** Below the private answer to a command: what waits for this person from before, and what features offer them. */
  async function complement(context: Context, { from }: InboundEvent, request: Request, { what }: Task, reply: Reply): Promise<Reply> {
    if (!what.startsWith('/') || reply.type !== 'message' || reply.visibility !== 'private') return reply;
    const kept = (await context.inbound.takeKept(from)).map(readReply);
    const earlier = kept.flatMap((one) => (one.type === 'message' ? [one.message] : []));
    const offers = [];
    for (const feature of context.features.all) offers.push(...((await feature.offers?.(context, request)) ?? []));
    if (earlier.length === 0 && offers.length === 0) return reply;
    const files = [...(reply.message.files ?? []), ...earlier.flatMap((message) => message.files ?? [])];
    return {
      ...reply,
      message: {
        cards: [...reply.message.cards, ...earlier.flatMap(({ cards }) => cards), ...offers],
        ...(files.length > 0 && { files }),
      },
    };
  }

  /** Runs `work` in a transaction for an event that nobody is answered; a failure is logged. */
  async function note(what: string, eventId: string, work: (context: Context) => Promise<void>): Promise<void> {
    try {
      await contexts.transaction(work);
    } catch (error) {
      logger.error({ eventId, what, error }, 'event could not be handled');
    }
  }

  return {
    receive,
    answered: (eventId) => inBackground(eventId, markAnswered(eventId)),
    unanswerable: (eventId) => inBackground(eventId, autocommit.inbound.keepForLater(eventId)),
    inProgress: () => [...running.keys()],
    async settled() {
      await Promise.all(background);
    },

    command: (event) => handle(event, (context) => commandTask(context, event), failWith(failureReply)),
    action: (event) => handle(event, (context) => controlTask(context, 'action', event.action, event.values), failWith(failureReply)),
    form: (event) => handle(event, (context) => controlTask(context, 'form', event.form, event.values), failWith(failureInForm)),

    complete: (event) =>
      contexts.prioritise(async () => {
        try {
          const person = await autocommit.people.findByAccount(event.from);
          return person ? await completions(autocommit, event, requestOf(person, event, autocommit)) : [];
        } catch (error) {
          logger.error({ eventId: event.eventId, error }, 'completion failed');
          return [];
        }
      }),

    message: (event) =>
      note('message', event.eventId, async (context) => {
        const person = await context.people.findByAccount(event.from);
        if (!person || !(await context.inbound.markHandled(event.eventId, context.now))) return;
        await context.people.sawActive(person.id, { account: event.from, at: event.at, direct: event.conversation.kind === 'direct' });
        const key = await context.conversations.keyOf(event.conversation);
        if (key !== undefined) await context.features.heard(context, { key, member: person.id, at: event.at });
      }),

    joined: (event) =>
      note('join', event.eventId, async (context) => {
        if (await context.inbound.markHandled(event.eventId, context.now)) await context.people.joined(event);
      }),

    left: (event) =>
      note('leave', event.eventId, async (context) => {
        if (await context.inbound.markHandled(event.eventId, context.now)) await context.people.left(event.from);
      }),
  };
}
