import type { Actor } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import { after, MINUTE } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireWithRoles } from '../find.js';
import { THANKED_AFTER } from '../rules/limits.js';
import { lastSession } from '../rules/state.js';
import { isGiver } from '../slides/find.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, Material } from '../types.js';
import { changesOf, type Given } from './rules/change.js';

/** How long later links are gathered before one message tells of all of them, in milliseconds. */
export const TOLD_AFTER = 10 * MINUTE;

export const TELL = 'events.materials.tell';

export interface GivenMaterials extends WholeEvent {
  readonly materials: readonly Material[];
}

/** The event with what there is, for those who may give slides. Throws an `AccessError` for others. */
export async function requireGiver(context: Context, actor: Actor, id: EventId): Promise<GivenMaterials> {
  const { roles, ...whole } = await requireWithRoles(context, id, actor);
  if (!isGiver(actor, roles)) throw new AccessError('gives no slides', phrase('events-materials.error.not-giver'));
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  return { ...whole, materials: await eventsStore(context.tx).materialsOf(id) };
}

/**
 * Saves the links to slides and recording. Those who were told of the first ones hear of later ones, too.
 * @throws {InputError} For a recording of an event at whose registration nobody was asked whether they agree to it.
 */
export async function giveMaterials(context: Context, actor: Actor, id: EventId, given: Given): Promise<GivenMaterials> {
  const whole = await requireGiver(context, actor, id);
  if (given.recording !== undefined && !whole.event.recorded) {
    throw new InputError('not recorded', phrase('events-materials.error.not-recorded'));
  }
  const store = eventsStore(context.tx);
  const { added, removed } = changesOf(whole.materials, given);
  if (added.length === 0 && removed.length === 0) return whole;
  await store.insertMaterials(added.map((one) => ({ ...one, event: id, member: actor.id, addedAt: context.now })));
  await store.removeMaterials(removed.map((one) => one.id));
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.materials', details: { event: id } });
  const last = lastSession(whole.sessions);
  const areThanked = last !== undefined && context.now >= after(last.endsAt, THANKED_AFTER);
  if (added.length > 0 && areThanked) {
    const row = { key: `events:materials:${id}`, kind: TELL, payload: { event: id }, dueAt: after(context.now, TOLD_AFTER), again: true };
    await context.agenda.plan(row);
  }
  return { ...whole, materials: await store.materialsOf(id) };
}
