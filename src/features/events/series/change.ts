import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { refreshAnnouncement } from '../announcing/post.js';
import { requireChangeable, saveEvent } from '../change.js';
import { planErasure } from '../erasure.js';
import { mailGuests } from '../guests/mail.js';
import type { SeenEvent } from '../ids.js';
import { inThread, isPosted } from '../keys.js';
import { planMirror } from '../mirrors/plan.js';
import type { RecurrenceProblem } from '../recurrence.js';
import { fillPlaces } from '../registration/fill.js';
import { cancelReminders, planReminders } from '../reminders/plan.js';
import { commonFields, sessionsOn } from '../rules/occurrence.js';
import { firstSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, RegistrationState } from '../types.js';
import { type CrowdedEvent, crowdedLater } from './crowded.js';
import { followersOf, laterThan } from './later.js';
import { planRegistering } from './plan.js';
import { MOVES_TOLD, movesOf, type SeriesMove } from './rules/moves.js';

const CONCERNED: readonly RegistrationState[] = ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'];

/** A draft recurs: the other events are made once it is announced. Throws an `InputError` for a draft that recurs already. */
export async function repeatEvent(context: Context, actor: Actor, seen: SeenEvent, rule: string): Promise<void> {
  const { event, sessions } = await requireChangeable(context, actor, seen);
  const first = firstSession(sessions);
  if (event.state !== 'draft' || event.series !== null || !first) throw new InputError('recurs', phrase('events-series.error.recurs'));
  const series = await eventsStore(context.tx).insertSeries({ rule, startsOn: first.date });
  await saveEvent(context, actor, event, { series, occurrence: first.date }, { action: 'events.repeat', also: ['of-times'] });
}

/** Makes a draft an event that takes place once. Throws an `InputError` for an event that is announced or of no series. */
export async function repeatNot(context: Context, actor: Actor, seen: SeenEvent): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  if (event.state !== 'draft' || event.series === null) throw new InputError('announced', phrase('events-series.error.single'));
  await saveEvent(context, actor, event, { series: null, occurrence: null }, { action: 'events.repeat', also: ['of-times'] });
  await eventsStore(context.tx).removeSeries(event.series);
}

export function badRule(problem: RecurrenceProblem): InputError {
  return new InputError(`rule: ${problem}`, phrase(`events-series.error.${problem}`));
}

/**
 * What was changed of this event holds for the later ones too, except for those that were changed by themselves. Returns those that
 * would have fewer places than people who have one, and changes nothing then, unless the organiser is sure.
 */
export async function applyToSeries(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  { isSure }: { readonly isSure: boolean },
): Promise<readonly CrowdedEvent[]> {
  const whole = await requireChangeable(context, actor, seen);
  const { event } = whole;
  requireInSeries(event.series);
  const crowded = isSure ? [] : await crowdedLater(context, whole);
  if (crowded.length > 0) return crowded;
  await saveEvent(context, actor, event, { changedAlone: false }, { action: 'events.series-edit' });
  await context.agenda.plan({
    key: `events:series:apply:${event.id}:${event.version}`,
    kind: 'events.series.apply',
    payload: { event: event.id },
    dueAt: context.now,
  });
  return [];
}

/** This event and all later ones of its series are called off. */
export async function endSeries(context: Context, actor: Actor, seen: SeenEvent, reason: string): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  const series = requireInSeries(event.series);
  const change = { state: 'cancelled', cancelledAt: context.now, cancelReason: reason, sequence: event.sequence + 1 } as const;
  await saveEvent(context, actor, event, change, { action: 'events.series-end' });
  await eventsStore(context.tx).updateSeries(series, { endedAt: context.now });
  await context.agenda.plan({
    key: `events:series:end:${event.id}`,
    kind: 'events.series.end',
    payload: { event: event.id },
    dueAt: context.now,
    again: true,
  });
}

function requireInSeries<T>(series: T | null): T {
  if (series === null) throw new InputError('no series', phrase('events-series.error.single'));
  return series;
}

/** Writes what this event has in common with the others into the later ones; everyone concerned hears of it once. */
export async function applyNow(context: Context, id: EventId): Promise<void> {
  const store = eventsStore(context.tx);
  const model = await store.whole(id);
  if (!model || model.event.state !== 'announced' || model.event.occurrence === null) return;
  const all: SeriesMove[] = [];
  const concerned = new Map<MemberId, readonly SeriesMove[]>();
  const followers = await followersOf(context, model);
  for (const whole of followers) {
    const moves = await rewrite(context, model, { whole, day: whole.event.occurrence });
    if (moves.length === 0) continue;
    all.push(...moves);
    for (const member of await membersOf(context, whole, moves)) concerned.set(member, [...(concerned.get(member) ?? []), ...moves]);
  }
  await tellOfMoves(context, model, all, concerned);
  // The later events may have other questions now, or none.
  await planRegistering(
    context,
    followers.map(({ event }) => event),
    { tells: true },
  );
}

/** Returns which of its hours are others now. */
async function rewrite(
  context: Context,
  model: WholeEvent,
  { whole, day }: { readonly whole: WholeEvent; readonly day: LocalDate },
): Promise<readonly SeriesMove[]> {
  const { event, sessions } = whole;
  const store = eventsStore(context.tx);
  const planned = sessions.filter(({ state }) => state === 'planned');
  const wanted =
    model.event.occurrence === null ? [] : sessionsOn(day, { ...model, occurrence: model.event.occurrence, zone: model.event.zone });
  // Sessions that were added to one event stay its own.
  const moves = wanted.length === planned.length ? movesOf(planned, wanted) : [];
  await store.updateEvent(event.id, {
    ...commonFields(model.event),
    // Answers would no longer fit other questions.
    ...((await store.hasAnswers(event.id, 'first')) && { questions: event.questions }),
    ...((await store.hasAnswers(event.id, 'second')) && { secondForm: event.secondForm }),
    sequence: event.sequence + 1,
  });
  if (model.event.audience.to === 'members') await store.copyListed(model.event.id, event.id);
  await refreshAnnouncement(context, event);
  await planMirror(context, event.id);
  // People who wait get places that were added.
  await fillPlaces(context, event.id);
  if (moves.length === 0) return moves;
  if (wanted.some(({ date }, index) => date !== planned[index]?.date)) await store.askAgain(event.id);
  for (const [index, times] of wanted.entries()) {
    const session = planned[index];
    if (session) await store.updateSession(session.id, times);
  }
  await cancelReminders(context, planned);
  const written = await store.whole(event.id);
  if (written) {
    await planReminders(context, written.event, written.sessions);
    await planErasure(context, written.sessions);
  }
  return moves;
}

/** Calls the later ones off as this one was; everyone concerned hears of it once. */
export async function endNow(context: Context, id: EventId): Promise<void> {
  const store = eventsStore(context.tx);
  const model = await store.whole(id);
  if (!model || model.event.state !== 'cancelled') return;
  const concerned = new Set<MemberId>();
  for (const whole of [model, ...(await laterThan(context, model))]) {
    const { event, sessions } = whole;
    for (const member of await membersOf(context, whole, [])) concerned.add(member);
    const { cancelledAt, cancelReason } = model.event;
    if (event.id !== id) await store.updateEvent(event.id, { state: 'cancelled', cancelledAt, cancelReason, sequence: event.sequence + 1 });
    await cancelReminders(context, sessions);
    await planMirror(context, event.id);
    await refreshAnnouncement(context, event);
  }
  await tellOnce(context, model, [...concerned]);
}

/** Members hear of it once for all events; guests registered for one of them, and get a mail if they gave an address. */
async function membersOf(context: Context, { event }: WholeEvent, moves: readonly SeriesMove[]): Promise<readonly MemberId[]> {
  const concerned = (await eventsStore(context.tx).registrationsOf(event.id)).filter(({ state }) => CONCERNED.includes(state));
  const move = moves.find(({ from, to }) => from !== to);
  await mailGuests(context, 'changed', { sequence: event.sequence + 1, move }, concerned);
  return concerned.flatMap(({ member }) => member ?? []);
}

async function tellOnce(context: Context, { event }: WholeEvent, members: readonly MemberId[]): Promise<void> {
  const key = `events:series:off:${event.id}:${event.version}`;
  const plan = { kind: 'events.series.off', args: { event: event.id }, dueAt: context.now };
  await context.deliveries.plan([
    ...(isPosted(event) ? [{ ...plan, key, to: inThread(event) }] : []),
    ...members.map((member) => ({ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const })),
  ]);
}

/** The thread hears of all that moved in a series, and each member of what they come to. */
async function tellOfMoves(
  context: Context,
  { event }: WholeEvent,
  all: readonly SeriesMove[],
  concerned: ReadonlyMap<MemberId, readonly SeriesMove[]>,
): Promise<void> {
  if (all.length === 0) return;
  const key = `events:series:changed:${event.id}:${event.version}`;
  const plan = (moves: readonly SeriesMove[]) => ({
    kind: 'events.series.changed',
    args: { event: event.id, moves: moves.slice(0, MOVES_TOLD), more: Math.max(0, moves.length - MOVES_TOLD) },
    dueAt: context.now,
  });
  await context.deliveries.plan([
    ...(isPosted(event) ? [{ ...plan(all), key, to: inThread(event) }] : []),
    ...[...concerned].map(([member, moves]) => ({ ...plan(moves), key: `${key}:${member}`, to: { to: 'member', member } as const })),
  ]);
}
