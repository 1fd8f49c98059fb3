import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMember } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { hasOwnPlace, hasPlace, waysToAttend } from '../rules/places.js';
import { registrationClosed } from '../rules/state.js';
import { eventsStore } from '../store/index.js';
import type { Attends, CommunityEvent, EventId, Registration, RegistrationState } from '../types.js';
import { fillPlaces } from './fill.js';
import { type RegistrationView, viewRegistration } from './view.js';

/** What a member answers: they come, in the room or online, perhaps, or not. */
export type Answer = Attends | 'maybe' | 'no';

/**
 * Writes a member's answer. Whoever finds no place waits for one; a place that becomes free goes to who waits first. Returns
 * undefined, and writes nothing, if the event's questions have to be answered first.
 * @param answered To the questions, or what reads them by the event.
 * @throws {InputError} If nobody can register now, or not in this way.
 */
export async function answer(
  context: Context,
  actor: Actor,
  id: EventId,
  given: Answer,
  answered?: readonly string[] | ((event: CommunityEvent) => readonly string[]),
): Promise<RegistrationView | undefined> {
  const store = eventsStore(context.tx);
  // Two people who answer at the same moment are counted one after the other.
  await store.holdPlaces(id);
  const whole = await requireEvent(context, id, actor);
  const { event, sessions } = whole;
  const answers = typeof answered === 'function' ? answered(event) : answered;
  const closed = registrationClosed(event, sessions, context.now);
  const { own, taken } = await store.placesOf(id, actor.id);
  if (closed !== undefined && !(closed === 'ended' && own && mayStillAnswer(own, given))) throw closedError(closed);
  const ways = waysToAttend(event);
  const attends = given === 'room' || given === 'online' ? given : (own?.attends ?? ways[0]);
  if (!ways.includes(attends)) throw new InputError('not in this way', phrase('events.error.not-this-way'));
  if (event.approval && own?.state === 'not-selected')
    throw new InputError('not selected', phrase('events-registration.error.not-selected'));
  const wants = given === 'room' || given === 'online';
  if (wants && event.questions.length > 0 && answers === undefined && own?.answers == null) return undefined;
  const organisation = !wants && own ? own.organisation : ((await findMember(context, actor.id))?.organisation ?? null);
  const hadPlace = own !== undefined && hasOwnPlace(own);
  const keeps = hadPlace && own.attends === attends;
  const isFree = keeps || hasPlace(event, taken, { attends, organisation });
  const state = wants && event.approval && !hadPlace ? 'applied' : stateOf(given, isFree);
  await store.saveAnswer({
    event: id,
    member: actor.id,
    organisation,
    state,
    attends,
    registeredAt: own?.registeredAt ?? context.now,
    waitingSince: state === 'waiting' ? (own?.waitingSince ?? context.now) : null,
    answers,
  });
  if (hadPlace && (state !== 'going' || !keeps)) await fillPlaces(context, id, whole);
  return viewRegistration(context, actor, id, whole);
}

/** After the last day of registration, people can take back what they answered, and take the place that is held for them. */
export function mayStillAnswer({ state, attends }: Pick<Registration, 'state' | 'attends'>, given: Answer): boolean {
  return given === 'no' || (state === 'offered' && given === attends);
}

function stateOf(given: Answer, isFree: boolean): RegistrationState {
  if (given === 'no') return 'declined';
  if (given === 'maybe') return 'maybe';
  return isFree ? 'going' : 'waiting';
}

export function closedError(closed: NonNullable<ReturnType<typeof registrationClosed>>): InputError {
  switch (closed) {
    case 'draft':
      return new InputError('draft', phrase('events.error.gone', { command: '/events list' }));
    case 'cancelled':
    case 'over':
    case 'not-yet':
    case 'ended':
      return new InputError(closed, phrase(`events.error.${closed}`));
    default:
      return closed satisfies never;
  }
}
