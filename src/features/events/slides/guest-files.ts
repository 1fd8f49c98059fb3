import type { Context } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import type { Registration } from '../types.js';
import { mayHave } from './rules/reach.js';
import type { EventFile } from './types.js';

/** What a guest may have of an event that was not called off. */
export async function filesOfGuest(context: Context, registration: Registration): Promise<readonly EventFile[]> {
  const store = eventsStore(context.tx);
  return (await store.filesOf(registration.event)).filter((file) => mayHave(file, { gives: false, registration }));
}
