import { REGISTERED } from '../../rules/places.js';
import type { Registration } from '../../types.js';
import type { EventFile, FileReader } from '../types.js';

/** What the bot sends somebody of its own accord when there are new files: the files, or the question whether they want them. */
export type Reach = 'send' | 'offer' | 'nothing';

/**
 * Whoever was there gets files, and so does whoever got earlier ones; others who registered are asked once, with the first ones.
 * Nobody gets a message who wanted none: people with a place say so when they are asked for reminders, others by asking for files.
 */
export function reachOf(
  registration: Pick<Registration, 'state' | 'reminds'> | undefined,
  reader: Pick<FileReader, 'later'> | undefined,
  { was, first }: { readonly was: boolean; readonly first: boolean },
): Reach {
  if (reader !== undefined) return reader.later ? 'send' : 'nothing';
  if (registration?.state !== 'going' || registration.reminds !== true) return 'nothing';
  if (was) return 'send';
  return first ? 'offer' : 'nothing';
}

/** Whether somebody who asks may have a file. */
export function mayHave(
  { forOthers }: Pick<EventFile, 'forOthers'>,
  asker: { readonly gives: boolean; readonly registration: Pick<Registration, 'state'> | undefined },
): boolean {
  return forOthers || asker.gives || (asker.registration !== undefined && REGISTERED.includes(asker.registration.state));
}
