import { instantOf } from '../../../calendar/wall-clock.js';
import { fold } from '../../../core/fold.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import type { ReadEvent } from './types.js';

/** What a file would make anew, and how much of it is there already: an event of the same UID, or of the same title and beginning. */
export interface NewOnes {
  readonly events: readonly ReadEvent[];
  readonly known: number;
}

/** The events of a file that are not there yet, and the number of those that are. */
export async function newOnes(context: Context, events: readonly ReadEvent[]): Promise<NewOnes> {
  if (events.length === 0) return { events, known: 0 };
  const found = await eventsStore(context.tx).importedAlready({
    uids: events.flatMap(({ uid }) => uid ?? []),
    starts: [...new Set(events.map(startOf))],
  });
  const seen = new Set([
    ...found.uids.map(uidKey),
    ...found.rows.flatMap(({ titles, startsAt }) => titles.map((title) => rowKey(title, startsAt))),
  ]);
  const fresh = events.filter((event) => {
    const keys = [rowKey(event.title, startOf(event)), ...(event.uid === undefined ? [] : [uidKey(event.uid)])];
    if (keys.some((key) => seen.has(key))) return false;
    // A file may name one event twice.
    for (const key of keys) seen.add(key);
    return true;
  });
  return { events: fresh, known: events.length - fresh.length };
}

const startOf = ({ times, zone }: ReadEvent) => instantOf(times.date, times.startTime, zone);
const uidKey = (uid: string): string => `uid ${uid}`;
const rowKey = (title: string, startsAt: number): string => `row ${startsAt} ${fold(title)}`;
