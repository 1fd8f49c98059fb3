import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { refreshAnnouncement } from './announcing/post.js';
import { changedMeanwhile, requireSeen } from './find.js';
import type { SeenEvent } from './ids.js';
import { planMirror } from './mirrors/plan.js';
import { type Change, changesOf } from './rules/changes.js';
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

/** Saves a change of an event as it was seen, and notes what it changes. Throws an `InputError` if somebody was quicker. */
export async function saveEvent(
  context: Context,
  actor: Actor,
  event: CommunityEvent,
  change: Partial<CommunityEvent>,
  { action = 'events.edit', also = [] }: { readonly action?: string; readonly also?: readonly Change[] } = {},
): Promise<void> {
  // An occurrence that was changed by itself keeps what it has when the series is changed.
  const alone = event.series !== null && event.state === 'announced' ? { changedAlone: true } : {};
  if (!(await eventsStore(context.tx).updateEvent(event.id, { ...alone, ...change }, event))) throw changedMeanwhile();
  await planMirror(context, event.id);
  const eventChanges = [...new Set([...changesOf(event, change), ...also])].join(' ');
  const details = { event: event.id, eventVersion: event.version + 1, eventChanges };
  await context.audit.append({ at: context.now, actor: actor.id, action, details });
}

/** The announcement is changed where it stands. */
export async function showAnew(context: Context, event: Pick<CommunityEvent, 'id' | 'state' | 'announcedAt'>): Promise<void> {
  if (event.state === 'announced') await refreshAnnouncement(context, event);
}
