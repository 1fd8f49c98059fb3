import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { tellOfPlace } from '../announcing/tell.js';
import { requireChangeable, saveEvent, showAnew } from '../change.js';
import type { SeenEvent } from '../ids.js';
import { eventsSection } from '../settings.js';
import type { CommunityEvent, EventRoom } from '../types.js';

/** A voice channel that an organiser can choose. */
export interface NamedRoom extends EventRoom {
  readonly name: string;
}

/** Whether organisers can choose a voice channel for an event: they want to count, and a platform has some. */
export async function mayChooseRoom(context: Context, { format }: Pick<CommunityEvent, 'format'>): Promise<boolean> {
  if (format === 'in-person' || context.platforms.withRooms().length === 0) return false;
  return eventsSection.of(await context.community.settings()).voice;
}

/** The voice channels of all platforms. Asks them, so no transaction is open. */
export async function allRooms(context: Context): Promise<readonly NamedRoom[]> {
  const found: NamedRoom[] = [];
  for (const { platform, space, rooms } of context.platforms.withRooms()) {
    for (const { id, name } of await rooms.list()) found.push({ platform, space, id, name });
  }
  return found;
}

/**
 * Has an event take place in this voice channel, to which its link leads from now on; undefined: in none. Throws an `InputError` where
 * organisers can't choose a voice channel.
 */
export async function setRoom(context: Context, actor: Actor, seen: SeenEvent, chosen: EventRoom | undefined): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  if (!chosen && event.room === null) return;
  if (!chosen) {
    await saveEvent(context, actor, event, { room: null });
    return showAnew(context, event);
  }
  if (!(await mayChooseRoom(context, event))) throw new InputError('off', phrase('events-voice.error.off'));
  const { platform, space, id } = chosen;
  const link = context.platforms.linkTo({ platform, space, id, kind: 'channel' }) ?? event.link;
  const isElsewhere = link !== event.link;
  const sequence = isElsewhere ? event.sequence + 1 : event.sequence;
  await saveEvent(context, actor, event, { room: { platform, space, id }, link, sequence });
  if (isElsewhere && event.state === 'announced') await tellOfPlace(context, { ...event, sequence });
  else await showAnew(context, event);
}
