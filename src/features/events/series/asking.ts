import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { registrationClosed } from '../rules/state.js';
import { eventsStore, type OwnInSeries, type WholeEvent } from '../store/index.js';
import type { SeriesId } from '../types.js';
import { unanswered } from './rules/asking.js';

/** Events of a series that ask the same, for which a member is registered once they have answered for one of them. */
export type AskingEvents = readonly [WholeEvent, ...WholeEvent[]];

/** What a series still asks somebody who comes to all of it, and its other events to come, for which nothing more is asked. */
interface Asked {
  readonly asking: readonly AskingEvents[];
  readonly others: readonly OwnInSeries[];
}

export async function askedOf(context: Context, series: SeriesId, member: MemberId): Promise<Asked> {
  const all = await eventsStore(context.tx).seriesFor(series, member);
  const closedFor = ({ event, sessions }: WholeEvent) => registrationClosed(event, sessions, context.now);
  const asking = unanswered(
    all.filter((one) => closedFor(one) === undefined),
    all,
  );
  const known = new Set(asking.flat().map(({ event }) => event.id));
  return {
    asking,
    others: all.filter((one) => !known.has(one.event.id) && (closedFor(one) === undefined || closedFor(one) === 'not-yet')),
  };
}
