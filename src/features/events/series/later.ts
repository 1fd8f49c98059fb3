import type { LocalDate } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { isOver } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';

/** Events of the same series that are still to come after this one. */
export async function laterThan(context: Context, { event, sessions }: WholeEvent): Promise<readonly WholeEvent[]> {
  const store = eventsStore(context.tx);
  const from = sessions[0]?.startsAt ?? context.now;
  if (event.series === null) return [];
  const all = await store.wholeOf((await store.eventsOfSeries(event.series)).filter((id) => id !== event.id));
  return all.filter(
    (whole) => whole.event.state !== 'cancelled' && !isOver(whole.sessions, context.now) && (whole.sessions[0]?.startsAt ?? from) > from,
  );
}

/** A later event that is changed with the others of its series, on the day that the rule gives. */
interface Follower extends WholeEvent {
  readonly event: WholeEvent['event'] & { readonly occurrence: LocalDate };
}

/** The later events but for those that were changed by themselves. */
export async function followersOf(context: Context, model: WholeEvent): Promise<readonly Follower[]> {
  return (await laterThan(context, model)).flatMap(({ event, sessions }) => {
    const { occurrence } = event;
    return event.changedAlone || occurrence === null ? [] : [{ event: { ...event, occurrence }, sessions }];
  });
}
