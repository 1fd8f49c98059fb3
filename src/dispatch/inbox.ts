import { isMomentary, MudhifError } from '../core/errors.js';
import { answeredElsewhere, type Reply } from '../core/message.js';
import { after, type Clock, MINUTE } from '../core/time.js';
import type { Context, Contexts } from '../feature-api/index.js';
import { createBatcher } from '../kit/batching.js';
import { systemTimer, type Timer } from '../kit/timer.js';
import { createTurns } from '../kit/turns.js';
import type { StoredFile } from '../ports/blobs.js';
import type {
  CommandEvent,
  ConversationRef,
  Identity,
  InboundEvent,
  Inbox,
  Spending,
  ThreadAct,
  ThreadEvent,
  ThreadLostEvent,
} from '../ports/chat.js';
import type { InboundInput } from '../ports/inbound.js';
import type { Logger } from '../ports/logger.js';
import { createAnsweredNotes } from './answered.js';
import { requestOf, resolveAsker, useOf } from './asker.js';
import { type Budgets, noBudgets } from './budgets.js';
import { commandTask, completions } from './commands.js';
import { controlTask } from './controls.js';
import { createEventGroups, type Fail, type Handled, replyOfRepeated } from './event-groups.js';
import { failureInForm, failureReply } from './failure.js';
import { menuTask } from './message-menu.js';
import { offeredCards } from './offers.js';
import { createPostponed, whileMomentary } from './postpone.js';
import { below, isPrivateAnswer } from './private-answer.js';
import { type Profile, withProfile } from './profile.js';
import type { Task } from './task.js';
import { withStoredFiles } from './thread-files.js';
import { ThreadOpeningError } from './thread-opening.js';

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
}

/** How long an event that was received is its process's; whoever finds it unfinished after that takes it over. */
export const EVENT_LEASE_MS = MINUTE;

/** Events that one commit persists at most. */
const GROUP_MAX = 1000;

/** Events of one person that are handled at the same time: the others of a flood wait, and other people do not wait for them. */
const AT_ONCE = 4;

/** An inbox, what it handles now and what it still writes in the background. */
export interface RunningInbox extends Inbox {
  /** The events that are being handled now. */
  working(): readonly string[];
  /** Resolves when all answered events so far are noted. */
  settled(): Promise<void>;
}

/** What happened in a thread, with its files stored. */
type Heard = Pick<ThreadEvent, 'conversation' | 'from' | 'message' | 'at'> & { readonly what: ThreadAct<StoredFile> };

/** How much of a message is looked through, and how many secrets of one count: a person writes one. */
const OVERHEARD_MAX = 40_000;
const SECRETS_MAX = 5;

/**
 * Takes what platforms receive to the features: who asks, whether they may, what they typed; and failures back as
 * sentences. An event's effect, its "handled" mark and its reply are written in one transaction.
 */
export function createInbox(dependencies: InboxDependencies): RunningInbox {
  const { contexts, clock, logger, timer = systemTimer, newReference, owner, budgets = noBudgets } = dependencies;
  // A person waits for whatever is done here.
  const { urgent: autocommit } = contexts;
  const postponed = createPostponed(autocommit, { clock, logger });
  const background = new Set<Promise<void>>();
  const working = new Set<string>();
  const turns = createTurns(AT_ONCE);
  /** The events whose handlers run outside a transaction now. */
  const alone = new Map<string, Promise<Handled>>();

  const receive = createBatcher<InboundInput, boolean>({
    maxSize: GROUP_MAX,
    retryIndividually: true,
    async run(inputs) {
      const at = clock.now();
      const fresh = new Set(await autocommit.inbound.receive(inputs, { at, owner, leaseUntil: after(at, EVENT_LEASE_MS) }));
      // Of two copies in one batch the first one is new.
      return inputs.map(({ eventId }) => fresh.delete(eventId));
    },
  });
  const groups = createEventGroups(contexts);
  // Where only one transaction can write at a time, the notes share the commits of people who wait.
  const noteAnswered = createAnsweredNotes(contexts.concurrentWrites ? autocommit.inbound.markAnswered : groups.noteAnswered);
  const inBackground = (eventId: string, work: () => Promise<void>): void => {
    // The reply of an event that was left to a sweep is still to come.
    if (postponed.isWaiting(eventId)) return;
    const done = whileMomentary(timer, work).catch((error: unknown) =>
      logger.warn({ eventId, error }, 'an answered event could not be noted'),
    );
    background.add(done);
    void done.finally(() => background.delete(done));
  };

  const failWith =
    (toReply: typeof failureReply | typeof failureInForm) =>
    (eventId: string): Fail =>
    (error, { what, errorsAt }, language) =>
      toReply(error, { language, logger, newReference, eventId, what, ...(errorsAt !== undefined && { errorsAt }) });

  /** Runs the task in the transaction that marks its event as handled and keeps its reply. */
  const runInTransaction = (event: InboundEvent, task: Task, fail: Fail, profile: Profile): Promise<Handled> =>
    groups.handle({ event, task, fail, profile, run: task.run });

  /** A copy that comes meanwhile (a page repeats its request, and a recovery has taken the event over) waits for the first. */
  async function runAlone(event: InboundEvent, task: Task, fail: Fail, profile: Profile): Promise<Handled> {
    const { eventId } = event;
    const current = alone.get(eventId);
    if (current) return { reply: await current.then(() => replyOfRepeated(autocommit.inbound, event)) };
    const running = runOutside(event, task, fail, profile).finally(() => alone.delete(eventId));
    alone.set(eventId, running);
    return running;
  }

  /** A process that ends before the effects are written leaves the event to be handled again. */
  async function runOutside(event: InboundEvent, task: Task, fail: Fail, profile: Profile): Promise<Handled> {
    const { inbound } = autocommit;
    if (await inbound.isHandled(event.eventId)) return { reply: await replyOfRepeated(inbound, event) };
    const request = await autocommit.atomically(async (context) => requestOf(await resolveAsker(context, event, profile), event, context));
    const result = await task.run(autocommit, request);
    return groups.handle({ event, task, fail, request, run: async () => result });
  }

  /** What the task wrote is undone: the event counts as handled, with the failure as its reply. */
  const refuse = (event: InboundEvent, task: Task, error: unknown, fail: Fail): Promise<Handled> =>
    withProfile(event, (profile) => {
      if (error instanceof MudhifError) return groups.handle({ event, task, fail, profile, run: async () => error });
      // What failed for an unknown reason may fail again, so nothing is added to the answer.
      return groups.handle({ event, task, fail, profile, bare: true, run: async (_, { language }) => fail(error, task, language) });
    });

  /** The tries are used up: a failure of the moment is left to a later sweep, and any other one is told without being kept. */
  async function giveUp(event: InboundEvent, task: Task, error: unknown, fail: Fail): Promise<Handled> {
    const { eventId } = event;
    if (isMomentary(error)) {
      if (postponed.mayWait(eventId) && (await postponed.postpone(eventId))) return { reply: answeredElsewhere };
      try {
        return await refuse(event, task, error, fail);
      } catch {
        if (await postponed.postpone(eventId)) return { reply: answeredElsewhere };
      }
    }
    return { reply: fail(error, task, 'en') };
  }

  /** What tells the person to wait. An event that was taken over was counted when it came. */
  async function overBudget(event: InboundEvent, spendings: readonly Spending[], { budget }: Task): Promise<MudhifError | undefined> {
    if (event.isResumed) return undefined;
    return budgets.spend(event.from, [...(event.isAdmitted ? [] : spendings), ...(budget ? [budget] : [])]);
  }

  /** Handles an event once, however often it comes. Never throws: a failure becomes a reply in the person's language. */
  async function handle(
    event: InboundEvent,
    spending: readonly Spending[],
    taskOf: (context: Context) => Task,
    toReply: (eventId: string) => Fail,
  ): Promise<Reply> {
    const fail = toReply(event.eventId);
    working.add(event.eventId);
    postponed.resumed(event.eventId);
    try {
      const wanted = taskOf(autocommit);
      const refusal = await overBudget(event, spending, wanted);
      const task: Task = refusal ? { what: wanted.what, run: async () => refusal } : wanted;
      const run = task.transaction === 'own' ? runAlone : runInTransaction;
      const attempt = () =>
        withProfile(event, (profile) => run(event, task, fail, profile)).catch((error: unknown) => {
          if (isMomentary(error)) throw error;
          return refuse(event, task, error, fail);
        });
      const handled = turns.run(laneOf(event.from), () =>
        whileMomentary(timer, attempt).catch((error: unknown) => giveUp(event, task, error, fail)),
      );
      const reply = await withOffers(task, await handled);
      // The reply of the process that handled it stays until that one has brought it, or until a sweep finds that it has not.
      if (event.isResumed && reply.type === 'none' && reply.elsewhere) postponed.left(event.eventId);
      return reply;
    } finally {
      working.delete(event.eventId);
    }
  }

  /** Below the private answer to a command: what features offer this person. */
  async function withOffers({ what }: Task, { reply, request }: Handled): Promise<Reply> {
    if (!request || !isPrivateAnswer(what, reply)) return reply;
    const cards = await offeredCards(autocommit, request, what);
    return cards.length === 0 ? reply : below(reply, [{ cards }]);
  }

  /** Runs `work` in a transaction for an event that nobody is answered; a failure is logged. */
  async function note(
    what: string,
    { eventId, from, profile }: Pick<InboundEvent, 'eventId' | 'profile'> & { readonly from: Identity | null },
    work: (context: Context, known: Profile) => Promise<void>,
  ): Promise<void> {
    postponed.resumed(eventId);
    const attempt = () => withProfile({ ...(profile && { profile }) }, (known) => contexts.transaction((inside) => work(inside, known)));
    try {
      await turns.run(laneOf(from), () => whileMomentary(timer, attempt));
    } catch (error) {
      if (isMomentary(error) && postponed.mayWait(eventId) && (await postponed.postpone(eventId))) return;
      logger.error({ eventId, what, error }, 'event could not be handled');
    }
  }

  /** Marks an event that nobody is answered as handled; false if it was handled before. */
  const isNew = async ({ inbound, now }: Context, eventId: string): Promise<boolean> =>
    (await inbound.markHandled([eventId], now)).size > 0;
  /** The thread's key. Somebody may write in a thread before the delivery that opens it is recorded: then it is asked again. */
  async function threadKey({ conversations, deliveries }: Context, thread: ConversationRef): Promise<string | undefined> {
    const key = await conversations.keyOf(thread);
    if (key === undefined && (await deliveries.isOpeningThread(thread.platform))) throw new ThreadOpeningError();
    return key;
  }

  /** Passes what happened in a thread to the features. Somebody unknown is ignored, as with messages. */
  async function heardInThread(context: Context, { conversation, from, message, what, at }: Heard): Promise<void> {
    const person = from && (await context.people.findByAccount(from));
    if (person === undefined) return;
    const posted = what.type === 'posted';
    if (from && posted) await context.people.sawActive([{ account: from, direct: false }], at);
    const key = await threadKey(context, conversation);
    if (key === undefined) return;
    if (person && posted) await context.features.heard(context, { key, member: person.id, at });
    await context.features.heardInThread(context, { key, member: person?.id ?? null, message, what, at });
  }

  /** Tells the feature of a thread; a thread that was opened anew meanwhile has another conversation. */
  async function threadLost(context: Context, { conversation, how }: ThreadLostEvent): Promise<void> {
    const key = await context.conversations.keyOf(conversation);
    if (key !== undefined) await context.features.threadGone(context, { key, platform: conversation.platform, how });
  }

  return {
    receive,
    working: () => [...working],
    answered: (eventId) => inBackground(eventId, () => noteAnswered(eventId)),
    unanswerable: (eventId) => inBackground(eventId, () => autocommit.inbound.keepForLater(eventId)),
    async settled() {
      await Promise.all(background);
    },

    admit: (person, spendings) => budgets.spend(person, spendings),
    command: (event) => handle(event, spentBy(event), (context) => commandTask(context, event), failWith(failureReply)),
    action: (event) =>
      handle(event, ['click'], (context) => controlTask(context, event, 'action', event.action, event.values), failWith(failureReply)),
    form: (event) =>
      handle(event, ['click'], (context) => controlTask(context, event, 'form', event.form, event.values), failWith(failureInForm)),
    menu: (event) => handle(event, ['click'], () => menuTask(event), failWith(failureReply)),

    async complete(event) {
      try {
        const person = await autocommit.people.findByAccount(event.from);
        return person ? await completions(autocommit, event, requestOf(person, event, autocommit)) : [];
      } catch (error) {
        logger.error({ eventId: event.eventId, error }, 'completion failed');
        return [];
      }
    },

    message: (event) =>
      note('message', event, async (context, profile) => {
        const { conversation, from: account, at } = event;
        const isToBot = conversation.kind === 'direct' || event.mentionsBot === true;
        const known = await context.people.findByAccount(account);
        if ((!known && !isToBot) || !(await isNew(context, event.eventId))) return;
        const person = isToBot ? await context.people.resolve(account, profile) : known;
        if (!person) return;
        await context.people.sawActive([useOf(event)], at);
        const key = event.mentionsBot === true ? undefined : await context.conversations.keyOf(conversation);
        if (key !== undefined) await context.features.heard(context, { key, member: person.id, at });
        if (isToBot) await context.features.addressed(context, { member: person.id, account, conversation, at });
      }),

    async overheard(text) {
      for (const { name, secrets } of autocommit.features.all) {
        const found = secrets && [...new Set(text.slice(0, OVERHEARD_MAX).match(secrets.pattern) ?? [])].slice(0, SECRETS_MAX);
        if (!secrets || !found || found.length === 0) continue;
        try {
          await whileMomentary(timer, () => contexts.transaction((context) => secrets.spilled(context, found)));
        } catch (error) {
          logger.error({ feature: name, error }, 'a secret in a message could not be made useless');
        }
      }
    },

    async thread(event) {
      const { eventId, conversation, from, message, at } = event;
      const what = await withStoredFiles(autocommit, eventId, event.what);
      await note('thread', event, async (context) => {
        if (await isNew(context, eventId)) await heardInThread(context, { conversation, from, message, what, at });
      });
    },

    async mayRead(thread, author) {
      try {
        const key = await whileMomentary(timer, () => threadKey(autocommit, thread));
        if (key === undefined) return false;
        const person = await autocommit.people.findByAccount(author);
        return person === undefined ? false : await autocommit.features.mayRead(autocommit, { key, member: person.id });
      } catch (error) {
        logger.error({ error }, 'it is unknown whether a contribution may be read');
        return false;
      }
    },

    async copied(thread) {
      try {
        const key = await autocommit.conversations.keyOf(thread);
        return key === undefined ? [] : await autocommit.features.copied(autocommit, { key, conversation: thread });
      } catch (error) {
        logger.error({ error }, 'it is unknown what was copied from a thread');
        return [];
      }
    },

    threadLost: (event) =>
      note('thread-lost', { ...event, from: null }, async (context) => {
        if (await isNew(context, event.eventId)) await threadLost(context, event);
      }),

    threadUnlocked: (event) =>
      note('thread-unlocked', { ...event, from: null }, async (context) => {
        const key = await context.conversations.keyOf(event.conversation);
        if (key !== undefined) await context.deliveries.sendUnlocked(key, event.conversation.platform, context.now);
      }),

    async openThreads(platform) {
      try {
        const { features, conversations } = autocommit;
        const found = [];
        for (const key of await features.openThreads(autocommit)) found.push(await conversations.find(key, platform));
        return found.filter((thread) => thread !== undefined);
      } catch (error) {
        logger.error({ error }, 'it is unknown which threads are open');
        return [];
      }
    },

    interested: ({ from, entry }) =>
      note('interest', { eventId: `interest:${from.platform}:${entry}:${from.user}`, from }, async (context) => {
        const person = await context.people.findByAccount(from);
        if (!person || person.isBot) return;
        for (const { interested } of context.features.all) await interested?.(context, { member: person.id, account: from, entry });
      }),

    presence: (event) =>
      note('presence', { eventId: '', from: event.type === 'moved' ? event.from : null }, async (context) => {
        for (const { presence } of context.features.all) await presence?.(context, event);
      }),

    joined: (event) =>
      note('join', { eventId: event.eventId, from: event.from }, async (context) => {
        if (await isNew(context, event.eventId)) await context.people.joined(event);
      }),

    left: (event) =>
      note('leave', event, async (context) => {
        if (await isNew(context, event.eventId)) await context.people.left(event.from);
      }),
  };
}

/** A command costs one, and its file another. */
function spentBy({ input }: CommandEvent): readonly Spending[] {
  const hasFile =
    input.type === 'text' ? (input.files ?? []).length > 0 : Object.values(input.values).some((value) => typeof value === 'object');
  return hasFile ? ['command', 'upload'] : ['command'];
}

/** Events of one account are one lane, and so are those that nobody did. */
function laneOf(from: Identity | null): string {
  return from === null ? '' : JSON.stringify([from.platform, from.space, from.user]);
}
