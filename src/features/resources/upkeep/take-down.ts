import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { after, DAY, periodAt } from '../../../core/time.js';
import { type Context, type PageFields, tellChannel } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { cleanLine, hasWords, tidyLines } from '../../members/public.js';
import { gone, requireReadable } from '../find.js';
import { resourcesStore } from '../store/index.js';
import type { ResourceId } from '../types.js';

export const TAKE_DOWN_MAX = 1000;
export const CONTACT_MAX = 150;
/** Requests about one resource that are kept: more say nothing new. */
const OF_ONE_MAX = 10;
/** Requests of one day, so that nobody fills the organisers' channel or the database. */
const PER_DAY = 60;
/** How long it is known how to reach somebody who asked. */
const CONTACT_MS = 90 * DAY;

/** Keeps a request from outside for the organisers, who are told once a day. Throws an `InputError` for one that says nothing. */
export async function askToTakeDown(context: Context, id: ResourceId, fields: PageFields): Promise<void> {
  const text = tidyLines(fields['text'] ?? '');
  const contact = cleanLine(fields['contact'] ?? '');
  if (!hasWords(text)) throw new InputError('no words', phrase('resources-upkeep.error.no-words'));
  if (text.length > TAKE_DOWN_MAX || contact.length > CONTACT_MAX) throw new InputError('too long', phrase('resources-upkeep.error.long'));
  const store = resourcesStore(context.tx);
  const isFlood = (await store.countTakeDowns(after(context.now, -DAY))) >= PER_DAY;
  if (isFlood) throw new InputError('too many requests', phrase('resources-upkeep.error.many'));
  if ((await store.takeDownsOf(id)).length >= OF_ONE_MAX) return;
  await store.addTakeDown(id, { text, contact: contact === '' ? null : contact, madeAt: context.now });
  await tellChannel(context, 'organisers', {
    key: `resources:take-down:${id}:${periodAt(context.now, DAY)}`,
    kind: 'resources.upkeep.take-down',
    args: { resource: id },
  });
}

/** Deletes requests to take a resource down, because an organiser has decided. Throws a `NotFoundError` for anyone else. */
export async function settleTakeDowns(context: Context, actor: Actor, id: ResourceId): Promise<void> {
  await requireReadable(context, actor, id);
  if (!isAllowed(actor, 'organiser')) throw gone();
  await resourcesStore(context.tx).settleTakeDowns(id);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.answer', details: { resource: id } });
}

export const forgetContacts = (context: Context): Promise<void> =>
  resourcesStore(context.tx).forgetContacts(after(context.now, -CONTACT_MS));
