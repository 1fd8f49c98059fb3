import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { requireWithRoles } from '../find.js';
import { eventOfThread } from '../keys.js';
import { eventsStore, type WholeEvent, type WithRoles } from '../store/index.js';
import type { EventId, EventRole, Registration } from '../types.js';
import { goneFile } from './ids.js';
import { mayHave } from './rules/reach.js';
import type { DroppedFile, EventFile, FileId, StoredFile } from './types.js';

/** Who may give files beside organisers. */
const GIVERS: readonly EventRole[] = ['host', 'speaker', 'facilitator'];

type Person = Pick<Actor, 'id' | 'role' | 'status'>;

export const isGiver = (person: Person, roles: readonly EventRole[]): boolean =>
  isAllowed(person, 'organiser') || roles.some((role) => GIVERS.includes(role));

/** The event for those who may give files. Throws an `AccessError` for others, and an `InputError` for an event that was called off. */
export async function requireGiver(context: Context, actor: Person, id: EventId): Promise<WithRoles> {
  const whole = await requireWithRoles(context, id, actor);
  if (!isGiver(actor, whole.roles)) throw new AccessError('gives no files', phrase('events-materials.error.not-giver'));
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  return whole;
}

/** An announced event by the key of its thread, if this member may give it files. */
export async function givenIn(
  context: Context,
  key: string,
  member: MemberId,
): Promise<{ readonly whole: WithRoles; readonly person: Actor } | undefined> {
  const id = eventOfThread(key);
  const person = id === undefined ? undefined : await context.people.find(member);
  if (id === undefined || !person || person.isBot) return undefined;
  const whole = await eventsStore(context.tx).withRoles(id, member);
  return whole?.event.state === 'announced' && isGiver(person, whole.roles) ? { whole, person } : undefined;
}

/**
 * The actor's own file that they are asked about. Throws a `NotFoundError` for any other, and an `InputError` for one that was described
 * already.
 */
export async function requireAsked(
  context: Context,
  actor: Actor,
  id: FileId,
): Promise<{ readonly file: DroppedFile; readonly stored: StoredFile }> {
  const found = await eventsStore(context.tx).anyFile(id);
  if (!found?.stored || found.file.member !== actor.id) throw goneFile();
  if (found.file.state !== 'asked') throw new InputError('answered already', phrase('events-slides.error.answered'));
  return { file: found.file, stored: found.stored };
}

/** An event as somebody sees it who asks for its files. */
export interface Asker extends WholeEvent {
  readonly registration: Registration | undefined;
  readonly gives: boolean;
}

/** The same with what they may have. */
export interface FilesView extends Asker {
  readonly files: readonly EventFile[];
}

/** Throws a `NotFoundError` for an event that the reader may not see, and an `InputError` for one that was called off. */
export async function requireAsker(context: Context, actor: Actor, id: EventId): Promise<Asker> {
  const { roles, ...whole } = await requireWithRoles(context, id, actor);
  if (whole.event.state === 'cancelled') throw new InputError('cancelled', phrase('events.error.cancelled'));
  return { ...whole, gives: isGiver(actor, roles), registration: await eventsStore(context.tx).registrationOf(id, actor.id) };
}

/** The files of an event that the actor may have; throws what `requireAsker` throws. */
export async function viewFiles(context: Context, actor: Actor, id: EventId): Promise<FilesView> {
  const asker = await requireAsker(context, actor, id);
  return { ...asker, files: (await eventsStore(context.tx).filesOf(id)).filter((file) => mayHave(file, asker)) };
}

/** A file that participants have, for the person who gave it and for organisers. Throws a `NotFoundError` for anyone else. */
export async function requireOwn(context: Context, actor: Actor, id: FileId): Promise<WholeEvent & { readonly file: EventFile }> {
  const file = await eventsStore(context.tx).file(id);
  if (!file) throw goneFile();
  const { roles, ...whole } = await requireWithRoles(context, file.event, actor);
  if (!isGiver(actor, roles) || (file.member !== actor.id && !isAllowed(actor, 'organiser'))) throw goneFile();
  return { ...whole, file };
}
