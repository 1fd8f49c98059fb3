import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { answer } from '../registration/answer.js';
import { type RegistrationView, viewRegistration } from '../registration/view.js';
import { isOver } from '../rules/state.js';
import { eventsStore } from '../store/index.js';
import type { Attends, EventId, RegistrationState, SeriesId } from '../types.js';
import { planRegistering } from './plan.js';

/** So many members are registered in one transaction. */
const AT_ONCE = 25;
const COMING: readonly RegistrationState[] = ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'];

/** A member comes to this event and all later ones of its series, also to those that are not made yet. */
export async function joinSeries(context: Context, actor: Actor, id: EventId, attends: Attends): Promise<RegistrationView> {
  const { series } = await requireSeries(context, actor, id);
  // Whoever finds no place waits for one, here and later.
  const view = await answer(context, actor, id, attends);
  if (!view) throw new InputError('has questions', phrase('events-series.error.questions'));
  const store = eventsStore(context.tx);
  await store.joinSeries(series, actor.id, attends, context.now);
  await planRegistering(
    context,
    (await store.eventsOfSeries(series)).filter((event) => event !== id),
  );
  return { ...view, inSeries: true };
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
export async function registerMembers(context: Context, id: EventId, skip: number): Promise<void> {
  const store = eventsStore(context.tx);
  const whole = await store.whole(id);
  if (whole?.event.state !== 'announced' || whole.event.series === null || isOver(whole.sessions, context.now)) return;
  const wanted = await store.seriesMembersWithout(whole.event.series, id, skip + AT_ONCE);
  const members = new Map(
    (
      await findMembers(
        context,
        wanted.map(({ member }) => member),
      )
    ).map((member) => [member.id, member]),
  );
  let failed = 0;
  for (const { member: memberId, attends } of wanted.slice(skip)) {
    const member = members.get(memberId);
    if (member?.status !== 'active' || !(await tried(context, member, id, attends))) failed += 1;
  }
  if (wanted.length === skip + AT_ONCE) await planRegistering(context, [id], skip + failed);
}

/** Whether a member is registered now: registration may have ended, or have questions. */
async function tried(context: Context, actor: Actor, id: EventId, given: Attends | 'no'): Promise<boolean> {
  try {
    return (await answer(context, actor, id, given)) !== undefined;
  } catch (error) {
    if (error instanceof InputError || error instanceof NotFoundError) return false;
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
