import type { Outcome } from '../core/command.js';
import { isMomentary, MudhifError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import { answeredElsewhere, type Reply } from '../core/message.js';
import type { Request } from '../core/request.js';
import type { Context, Contexts } from '../feature-api/index.js';
import { createBatcher } from '../kit/batching.js';
import type { InboundEvent } from '../ports/chat.js';
import type { InboundRepository } from '../ports/inbound.js';
import type { AccountUse, Person } from '../ports/people.js';
import type { Saved } from '../ports/store.js';
import { accountKey } from './account-key.js';
import { requestOf, resolveAsker, useOf } from './asker.js';
import { earlierMessages } from './earlier.js';
import { below, isPrivateAnswer } from './private-answer.js';
import { isProfileNeeded, type Profile } from './profile.js';
import { readReply, storeReply } from './stored-reply.js';
import type { Task } from './task.js';

/** Events that share one commit at most: more would keep the first ones waiting. */
const GROUP_MAX = 64;

/** An event's reply, and who asked, unless it was handled before. */
export interface Handled {
  readonly reply: Reply;
  readonly request?: Request;
}

/** Makes the reply that tells of a failure. */
export type Fail = (error: unknown, task: Pick<Task, 'what' | 'errorsAt'>, language: Request['language']) => Reply;

/** An event, and what is to be written for it. */
export interface Asked {
  readonly event: InboundEvent;
  readonly task: Pick<Task, 'what' | 'errorsAt'>;
  readonly fail: Fail;
  /** Who asks, if that is known already. */
  readonly request?: Request;
  /** What the platform knows of somebody new. */
  readonly profile?: Profile;
  readonly run: (context: Context, request: Request) => Promise<Outcome<Context>>;
  /** Nothing is added to the reply. */
  readonly bare?: boolean;
  /** The process that is to answer it, if that is known to be this one: another one may take it over meanwhile. */
  readonly holder?: string;
}

/** Runs the steps of one event. In a group it undoes them alone if they throw. */
type Step = <T>(steps: () => Promise<T>) => Promise<Saved<T>>;

type Entry = Asked | { readonly answered: readonly string[] };

/** What the caller of an event does once the group is written: it returns the reply, throws, or tries again alone. */
type Settle = (cleaned: Promise<void>) => Promise<Handled>;

/** An event whose effects are written and whose reply is not yet. */
interface Told {
  readonly asked: Asked;
  readonly request: Request;
  readonly reply: Reply;
  readonly erased: boolean;
}

export interface EventGroups {
  /**
   * Runs an event in the transaction that marks it as handled and keeps its reply. Events that come at the same time share the
   * transaction and the statements that are the same for each of them.
   *
   * Throws what `run` throws, after which nothing of the event is written; in a group an expected failure becomes the reply.
   */
  handle(asked: Asked): Promise<Handled>;
  /** Notes in the same commit that these events are answered. */
  noteAnswered(eventIds: readonly string[]): Promise<void>;
}

export function createEventGroups(contexts: Contexts): EventGroups {
  const write = async (entries: readonly Entry[]): Promise<readonly (() => Promise<Handled>)[]> => {
    const { result, cleaned } = await contexts.sharedTransaction((context, savepoint) => {
      // The work of one alone is undone with the transaction.
      const alone: Step = async (steps) => ({ ok: true, result: await steps(), erased: true });
      return writeGroup(context, entries, entries.length === 1 ? alone : savepoint);
    });
    return result.map((settle) => () => settle(cleaned));
  };

  const handleAlone = async (asked: Asked): Promise<Handled> => {
    const [settle] = await write([asked]);
    return settle ? settle() : NOTHING;
  };

  async function writeGroup(context: Context, entries: readonly Entry[], step: Step): Promise<readonly Settle[]> {
    const { inbound } = context;
    const answered = entries.flatMap((entry) => ('answered' in entry ? entry.answered : []));
    const events = entries.flatMap((entry) => ('answered' in entry ? [] : [entry]));
    if (answered.length > 0) await inbound.markAnswered(answered);
    if (events.length === 0) return entries.map(() => async () => NOTHING);

    const fresh = await inbound.markHandled([...new Set(events.map(({ event }) => event.eventId))], context.now);
    const firsts = new Map(events.toReversed().map((asked) => [asked.event.eventId, asked]));
    const isNew = (asked: Asked) => fresh.has(asked.event.eventId) && firsts.get(asked.event.eventId) === asked;
    const known = await knownAmong(context, events.filter(isNew));

    const settled = new Map<Entry, Settle>();
    const told: Told[] = [];
    const undone: string[] = [];
    for (const asked of events.filter(isNew)) {
      const saved = await runOne(context, asked, known.get(asked), step);
      if (saved.ok) {
        told.push(saved.told);
      } else {
        undone.push(asked.event.eventId);
        const { error } = saved;
        // Another event of the group may have caused an unexpected failure, so it counts only when the event runs alone.
        const isFinal = isRefusal(error) || isProfileNeeded(error);
        settled.set(asked, () => (isFinal ? Promise.reject(error) : handleAlone(asked)));
      }
    }
    if (undone.length > 0) await inbound.unmarkHandled(undone);

    for (const { asked, request, reply, erased } of await keepReplies(context, told)) {
      settled.set(asked, async (cleaned) => {
        if (erased) await cleaned;
        return { reply, request };
      });
    }
    for (const asked of events.filter((one) => !isNew(one))) {
      const { eventId } = asked.event;
      if (undone.includes(eventId)) settled.set(asked, () => handleAlone(asked));
      else settled.set(asked, settledWith({ reply: await replyOfRepeated(inbound, asked) }));
    }
    return entries.map((entry) => settled.get(entry) ?? settledWith(NOTHING));
  }

  const grouped = createBatcher<Entry, () => Promise<Handled>>({ maxSize: GROUP_MAX, retryIndividually: true, run: write });

  return {
    handle: async (asked) => (await grouped(asked))(),
    async noteAnswered(eventIds) {
      await grouped({ answered: eventIds });
    },
  };
}

const NOTHING: Handled = { reply: answeredElsewhere };

const settledWith =
  (handled: Handled): Settle =>
  async () =>
    handled;

/**
 * The reply of an event that was handled before, if it may be given: that has not reached the person yet, nor is on its way. One that
 * can't be read is left to the person's next command, which tells them.
 */
export async function replyOfRepeated(
  inbound: Pick<InboundRepository, 'keptReply'>,
  { event: { eventId, isResumed }, holder }: Pick<Asked, 'event' | 'holder'>,
): Promise<Reply> {
  const kept = isResumed ? undefined : await inbound.keptReply(eventId, holder);
  return (kept === undefined ? undefined : readReply(kept)) ?? answeredElsewhere;
}

/**
 * Finds who asks, and notes as active whom that is not known of, in a statement each. Left out are people about whom more has to be written, and further
 * events of the same person, because an earlier one may change who that is.
 */
async function knownAmong(context: Context, events: readonly Asked[]): Promise<ReadonlyMap<Asked, Person>> {
  const asking = events.filter(({ request }) => request === undefined);
  const known = new Map<Asked, Person>();
  if (asking.length === 0) return known;
  const people = await context.people.upToDate(
    asking.map(({ event }) => useOf(event)),
    context.now,
  );
  const seen = new Set<MemberId>();
  const uses: AccountUse[] = [];
  for (const [index, asked] of asking.entries()) {
    const found = people[index];
    if (!found || seen.has(found.person.id)) continue;
    seen.add(found.person.id);
    known.set(asked, found.person);
    if (!found.isNoted) uses.push(useOf(asked.event));
  }
  if (uses.length > 0) await context.people.sawActive(uses, context.now);
  return known;
}

/** Not what may succeed in a moment: that is tried again. */
const isRefusal = (error: unknown): error is MudhifError => error instanceof MudhifError && !isMomentary(error);

type Ran = { readonly ok: true; readonly told: Told } | { readonly ok: false; readonly error: unknown };

/** Runs one event of a group: what it throws is undone, and is its reply if it was to be expected. */
async function runOne(context: Context, asked: Asked, known: Person | undefined, step: Step): Promise<Ran> {
  const { task, fail, run } = asked;
  const asker = await requestOfOne(context, asked, known, step);
  if (!asker.ok) return asker;
  const request = asker.result;
  const saved = await step(async () => {
    const outcome = await run(context, request);
    return 'type' in outcome && outcome.type === 'effects' ? outcome.effects(context) : outcome;
  });
  const tell = (outcome: Reply | MudhifError, erased: boolean): Ran => {
    const reply = outcome instanceof MudhifError ? fail(outcome, task, request.language) : outcome;
    return { ok: true, told: { asked, request, reply, erased } };
  };
  if (saved.ok) return tell(saved.result, saved.erased);
  return isRefusal(saved.error) ? tell(saved.error, false) : saved;
}

/** Who asks: as it was found for the whole group, unless an earlier event of it has changed that since. */
async function requestOfOne(
  context: Context,
  { event, request, profile }: Asked,
  known: Person | undefined,
  step: Step,
): Promise<Saved<Request>> {
  const found = (result: Request) => ({ ok: true, result, erased: false }) as const;
  if (request) return found(request);
  if (known && !context.people.hasChanged(known.id)) return found(requestOf(known, event, context));
  return step(async () => requestOf(await resolveAsker(context, event, profile), event, context));
}

/** Adds what waits for people from before below the private answers to commands, and keeps all replies until they are answered. */
async function keepReplies({ inbound }: Context, told: readonly Told[]): Promise<readonly Told[]> {
  if (told.length === 0) return told;
  const isReader = ({ asked: { task, bare }, reply }: Told) => bare !== true && isPrivateAnswer(task.what, reply);
  const accounts = [...new Map(told.filter(isReader).map(({ asked: { event } }) => [accountKey(event.from), event.from])).entries()];
  const taken = accounts.length === 0 ? [] : await inbound.takeKept(accounts.map(([, account]) => account));
  const waiting = new Map(accounts.map(([key], index) => [key, taken[index] ?? []]));
  const whole = told.map((one) => {
    const { asked, reply, request } = one;
    if (!isReader(one) || !isPrivateAnswer(asked.task.what, reply)) return one;
    const earlier = waiting.get(accountKey(asked.event.from)) ?? [];
    waiting.delete(accountKey(asked.event.from));
    return { ...one, reply: below(reply, earlierMessages(earlier, request.language)) };
  });
  await inbound.keepReplies(whole.map(({ asked: { event }, reply }) => ({ eventId: event.eventId, reply: storeReply(reply) })));
  return whole;
}
