import { toId } from '../../../core/ids.js';
import type { Feature } from '../../../feature-api/index.js';
import { eventsStore } from '../store/index.js';
import { isGiver } from './find.js';
import type { FileId } from './types.js';

type Fetched = Parameters<NonNullable<Feature['onShelfFetched']>>;

/** Somebody fetched a file of an event where it is kept for all: that is counted too, without those who give files. */
export async function noteFound(context: Fetched[0], { key, member }: Fetched[1]): Promise<void> {
  const number = /^events:file:(\d{1,15})$/.exec(key)?.[1];
  const store = eventsStore(context.tx);
  const file = number === undefined ? undefined : await store.file(toId<FileId>(number));
  const whole = file && (await store.withRoles(file.event, member));
  const person = whole && (await context.people.find(member));
  if (!whole || !person || isGiver(person, whole.roles)) return;
  const registration = await store.registrationOf(whole.event.id, member);
  // They have asked for no messages by that.
  const noted = { did: 'found', later: registration?.reminds === true, at: context.now } as const;
  await store.noteAsked(whole.event.id, { member }, noted);
}
