import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { findMembers } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { streaksOf } from './rules/streaks.js';

export interface NoShows extends WholeEvent {
  readonly people: readonly { readonly name: string; readonly missed: number }[];
}

/** Who of those who registered missed the last events in a row. Only an organiser who asks reads it, and that they did is kept. */
export async function viewNoShows(context: Context, actor: Actor, id: EventId): Promise<NoShows> {
  const whole = await requireEvent(context, id, actor);
  const streaks = streaksOf(await eventsStore(context.tx).pastPlacesOf(id, context.now));
  const members = await findMembers(
    context,
    streaks.map(({ member }) => member),
  );
  const names = new Map(members.map((member) => [member.id, member.name]));
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.no-shows', details: { event: id } });
  return {
    ...whole,
    people: streaks.flatMap(({ member, missed }) => {
      const name = names.get(member);
      return name === undefined ? [] : [{ name, missed }];
    }),
  };
}
