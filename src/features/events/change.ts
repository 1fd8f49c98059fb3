import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changedMeanwhile, requireSeen } from './find.js';
import type { SeenEvent } from './ids.js';
import { planMirror } from './mirrors/plan.js';
import { isOver } from './rules/state.js';
import { eventsStore, type WholeEvent } from './store/index.js';
import type { CommunityEvent } from './types.js';

/** Throws an `InputError` for an event that was changed since, was called off or is over. */
export async function requireChangeable(context: Context, actor: Actor, seen: SeenEvent): Promise<WholeEvent> {
  const whole = await requireSeen(context, seen, actor);
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  if (whole.event.state === 'announced' && isOver(whole.sessions, context.now)) throw new InputError('over', phrase('events.error.over'));
  return whole;
}

/** Saves a change of an event as it was seen. Throws an `InputError` if somebody was quicker. */
export async function saveEvent(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  change: Partial<CommunityEvent>,
  action = 'events.edit',
): Promise<void> {
  if (!(await eventsStore(context.tx).updateEvent(seen.id, change, seen))) throw changedMeanwhile();
  await planMirror(context, seen.id);
  await context.audit.append({ at: context.now, actor: actor.id, action, details: { event: seen.id } });
}
