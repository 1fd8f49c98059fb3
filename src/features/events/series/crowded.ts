import type { Context } from '../../../feature-api/index.js';
import { commonFields } from '../rules/occurrence.js';
import { type Crowded, crowdedBy } from '../rules/places.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { followersOf } from './later.js';

/** An event of a series with fewer places than people who have one. */
export interface CrowdedEvent extends WholeEvent {
  readonly crowded: readonly Crowded[];
}

/** The later events that would have fewer places than people who have one if they got this event's limits, in their order. */
export async function crowdedLater(context: Context, model: WholeEvent): Promise<readonly CrowdedEvent[]> {
  const { series, roomCapacity, onlineCapacity, organisationSeats } = model.event;
  if (series === null || (roomCapacity ?? onlineCapacity ?? organisationSeats) === null) return [];
  const taken = await eventsStore(context.tx).takenInSeries(series);
  const common = commonFields(model.event);
  return (await followersOf(context, model)).flatMap((whole) => {
    const crowded = crowdedBy(whole.event, { ...whole.event, ...common }, taken.get(whole.event.id) ?? []);
    return crowded.length === 0 ? [] : [{ ...whole, crowded }];
  });
}
