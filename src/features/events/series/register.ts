import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { type Context, tellMembers } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { answer } from '../registration/answer.js';
import { type RegistrationView, viewRegistration } from '../registration/view.js';
import { isOver } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { Attends, EventId, RegistrationState, SeriesId } from '../types.js';
import { type AskingEvents, askedOf } from './asking.js';
import { planRegistering } from './plan.js';
import { questionsKey } from './rules/asking.js';

/** How many members one transaction registers. */
const AT_ONCE = 25;
const COMING: readonly RegistrationState[] = ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'];

/** A series that a member joined: an event of it as they see it, and the events that ask something they have yet to answer. */
export interface Joined {
  readonly view: RegistrationView;
  readonly asking: readonly AskingEvents[];
}

/**
 * A member comes to this event and all later ones of its series, also to those that are not made yet. Returns undefined, and writes
 * nothing, if the questions have to be answered first: once, for all events that ask the same.
 */
export async function joinSeries(
  context: Context,
  actor: Actor,
  id: EventId,
  attends: Attends,
  answers?: readonly string[],
): Promise<Joined | undefined> {
  const { series } = await requireSeries(context, actor, id);
  // A member who finds no place waits for one, at this event and at later ones.
  const view = await answer(context, actor, id, attends, answers);
  if (!view) return undefined;
  await eventsStore(context.tx).joinSeries(series, actor.id, attends, context.now);
  const { asking, others } = await askedOf(context, series, actor.id);
  await planRegistering(
    context,
    others.flatMap(({ event, registration }) => (registration === undefined ? [event] : [])),
    { tells: false },
  );
  return { view: { ...view, inSeries: true }, asking };
}

/** A member no longer comes to the whole series: the later events are taken from them, this one too. */
export async function leaveSeries(context: Context, actor: Actor, id: EventId): Promise<RegistrationView> {
  const { series } = await requireSeries(context, actor, id);
  await eventsStore(context.tx).leaveSeries(series, actor.id);
  await context.agenda.plan({
    key: `events:series:${series}:leave:${actor.id}`,
    kind: 'events.series.leave',
    payload: { series, member: actor.id },
    dueAt: context.now,
    again: true,
  });
  return viewRegistration(context, actor, id);
}

/** Registers those who come to the whole series for one event of it. */
export async function registerMembers(
  context: Context,
  id: EventId,
  { skip, tells }: { readonly skip: number; readonly tells: boolean },
): Promise<void> {
  const store = eventsStore(context.tx);
  const whole = await store.whole(id);
  const series = whole?.event.series ?? null;
  if (whole?.event.state !== 'announced' || series === null || isOver(whole.sessions, context.now)) return;
  const wanted = await store.seriesMembersWithout(series, id, skip + AT_ONCE);
  const members = new Map(
    (
      await findMembers(
        context,
        wanted.map(({ member }) => member),
      )
    ).map((member) => [member.id, member]),
  );
  const answersOf = await answersBefore(context, whole, [...members.keys()]);
  let failed = 0;
  const asked: MemberId[] = [];
  for (const { member: memberId, attends } of wanted.slice(skip)) {
    const member = members.get(memberId);
    const outcome = member?.status === 'active' ? await tried(context, member, id, attends, answersOf.get(memberId)) : 'refused';
    if (outcome === 'done') continue;
    failed += 1;
    if (outcome === 'asks') asked.push(memberId);
  }
  await store.inheritReminds(series, id);
  if (tells) await tellAsked(context, series, whole, asked);
  if (wanted.length === skip + AT_ONCE) await planRegistering(context, [whole.event], { skip: skip + failed, tells });
}

/** Members who have yet to answer hear of it once for all events that ask the same. */
async function tellAsked(context: Context, series: SeriesId, { event }: WholeEvent, members: readonly MemberId[]): Promise<void> {
  if (members.length === 0) return;
  const store = eventsStore(context.tx);
  const all = await store.wholeOf(await store.eventsOfSeries(series));
  const first = all.find((other) => questionsKey(other.event) === questionsKey(event))?.event.id ?? event.id;
  await tellMembers(context, members, { key: `events:series:asks:${first}`, kind: 'events.series.asks', args: { series } });
}

/** What members answered to the same questions at other events of the series, the latest first. */
async function answersBefore(
  context: Context,
  { event }: WholeEvent,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, readonly string[]>> {
  const { series, questions } = event;
  if (series === null || questions.length === 0) return new Map();
  const same = JSON.stringify(questions);
  const given = await eventsStore(context.tx).answersInSeries(series, members);
  return new Map(given.toReversed().flatMap((one) => (JSON.stringify(one.questions) === same ? [[one.member, one.answers] as const] : [])));
}

/** `done`: a member is registered now; `asks`: they have yet to answer what is asked; `refused`: nobody can register. */
async function tried(
  context: Context,
  actor: Actor,
  id: EventId,
  given: Attends | 'no',
  answers?: readonly string[],
): Promise<'done' | 'asks' | 'refused'> {
  try {
    return (await answer(context, actor, id, given, answers)) === undefined ? 'asks' : 'done';
  } catch (error) {
    if (error instanceof InputError || error instanceof NotFoundError) return 'refused';
    throw error;
  }
}

/** Takes the events to come of a series from a member. */
export async function unregister(context: Context, series: SeriesId, memberId: MemberId): Promise<void> {
  const store = eventsStore(context.tx);
  const [member] = await findMembers(context, [memberId]);
  if (!member || (await store.isInSeries(series, memberId))) return;
  const events = new Set(await store.eventsOfSeries(series));
  for (const { event, state } of await store.registrationsBy(memberId, ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'])) {
    if (events.has(event) && COMING.includes(state)) await tried(context, member, event, 'no');
  }
}

async function requireSeries(context: Context, actor: Actor, id: EventId): Promise<{ readonly series: SeriesId }> {
  const { event } = await requireEvent(context, id, actor);
  if (event.series === null) throw new InputError('no series', phrase('events-series.error.single'));
  return { series: event.series };
}
