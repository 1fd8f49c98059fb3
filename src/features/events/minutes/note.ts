import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMember, findOrganisations } from '../../members/public.js';
import { eventsStore } from '../store/index.js';
import type { EventId, Note, NoteId, NoteKind } from '../types.js';
import { NOTES_MAX } from './rules/meetings.js';
import { begun, type Meeting, requireMeeting } from './view.js';

export const goneNote = () => new NotFoundError('no such note', phrase('events-minutes.error.gone'));

export interface Noted {
  readonly kind: 'update' | 'challenge' | 'recommendation';
  /** Empty: none. */
  readonly sector: string;
  readonly words: string;
  readonly attribution: 'organisation' | 'nobody';
}

export interface SavedNote extends Meeting {
  readonly note: NoteId;
  /** Whom it is attributed to; undefined: nobody. */
  readonly organisation: string | undefined;
}

/** Somebody notes what they say, for their organisation or for nobody. Nobody learns who wrote it: it is in no log. */
export async function addNote(context: Context, actor: Actor, id: EventId, noted: Noted): Promise<SavedNote> {
  const meeting = await requireMeeting(context, actor, id);
  await requireOpen(context, meeting);
  const organisation = noted.attribution === 'organisation' ? ((await findMember(context, actor.id))?.organisation ?? null) : null;
  const [named] = organisation === null ? [] : await findOrganisations(context, [organisation]);
  const { kind, words } = noted;
  const note = await insertNote(context, actor, id, { kind, words, organisation, sector: await knownSector(context, noted.sector) });
  return { ...meeting, note, organisation: named?.name };
}

export async function insertNote(
  context: Context,
  actor: Actor,
  event: EventId,
  {
    kind,
    words,
    ...rest
  }: { readonly kind: NoteKind; readonly words: string } & Partial<
    Pick<Note, 'sector' | 'organisation' | 'responsible' | 'responsibleMember' | 'dueOn'>
  >,
): Promise<NoteId> {
  return eventsStore(context.tx).insertNote({
    sector: null,
    organisation: null,
    responsible: null,
    responsibleMember: null,
    dueOn: null,
    ...rest,
    event,
    kind,
    words,
    language: actor.language,
    member: actor.id,
    notedAt: context.now,
  });
}

/** Somebody takes back what they noted, while it is not approved. Throws a `NotFoundError` for what is not theirs. */
export async function withdrawNote(context: Context, actor: Actor, id: NoteId): Promise<Meeting> {
  const store = eventsStore(context.tx);
  const note = (await store.isNoteBy(id, actor.id)) ? await store.note(id) : undefined;
  if (!note) throw goneNote();
  const meeting = await requireMeeting(context, actor, note.event);
  if (meeting.minutes?.state === 'approved') throw new InputError('approved', phrase('events-minutes.error.approved'));
  await store.removeNote(id);
  return meeting;
}

/** Notes are taken until the correction round begins. */
async function requireOpen(context: Context, meeting: Meeting): Promise<void> {
  const minutes = await begun(context, meeting);
  if (minutes.state === 'approved') throw new InputError('approved', phrase('events-minutes.error.approved'));
  if (minutes.state === 'correction' && !meeting.keeper) throw new InputError('in correction', phrase('events-minutes.error.correcting'));
  requireRoom(meeting);
}

/** Throws an `InputError` if a meeting has as many notes as it may have. */
export function requireRoom({ notes }: Pick<Meeting, 'notes'>): void {
  if (notes.length >= NOTES_MAX) throw new InputError('too many notes', phrase('events-minutes.error.many', { max: NOTES_MAX }));
}

/** A sector of the community; null for anything else. */
export async function knownSector(context: Context, sector: string): Promise<string | null> {
  const { sectors } = await context.community.settings();
  return sectors.includes(sector) ? sector : null;
}
