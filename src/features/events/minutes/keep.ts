import { instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { nameKey } from '../../../core/fold.js';
import type { MemberId } from '../../../core/ids.js';
import { type LocalDate, latest, toLocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { listMembers } from '../../members/public.js';
import { changedMeanwhile } from '../find.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, EventId, Note, NoteId } from '../types.js';
import { goneNote, insertNote, knownSector, requireRoom } from './note.js';
import { begun, type Meeting, requireKeeper } from './view.js';

export const DUE = 'events.minutes.due';
export const dueKey = (note: NoteId): string => `events:action:${note}`;

/** Actions are asked for in the morning. */
const ASKED_AT = toLocalTime('09:00');

/** Throws an `InputError` once the minutes are approved, or for a version that somebody has changed since. */
async function requireChangeable(context: Context, actor: Actor, id: EventId, version?: number): Promise<Meeting> {
  const meeting = await requireKeeper(context, actor, id);
  if (meeting.minutes?.state === 'approved') throw new InputError('approved', phrase('events-minutes.error.approved'));
  if (version !== undefined && meeting.minutes?.version !== version) throw changedMeanwhile();
  return meeting;
}

/** Writes a change of minutes into the audit log; what was said stays out of it. */
export async function noteChange(context: Context, actor: Actor, event: EventId, action = 'events.minutes'): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action, details: { event } });
}

async function grow(context: Context, { event, minutes }: Meeting): Promise<void> {
  if (minutes && !(await eventsStore(context.tx).updateMinutes(event.id, minutes.version, {}))) throw changedMeanwhile();
}

/** What was decided. */
export async function addDecision(
  context: Context,
  actor: Actor,
  id: EventId,
  { words, sector }: { readonly words: string; readonly sector: string },
): Promise<void> {
  const meeting = await requireChangeable(context, actor, id);
  requireRoom(meeting);
  await begun(context, meeting);
  await insertNote(context, actor, id, { kind: 'decision', words, sector: await knownSector(context, sector) });
  await noteChange(context, actor, id);
}

export interface GivenAction {
  readonly words: string;
  readonly sector: string;
  readonly responsible: string;
  readonly dueOn: LocalDate | undefined;
}

/** Who does what by when. A member is asked when it is due, others are asked for by organisers. */
export async function addAction(context: Context, actor: Actor, id: EventId, action: GivenAction): Promise<void> {
  const meeting = await requireChangeable(context, actor, id);
  requireRoom(meeting);
  await begun(context, meeting);
  const change = await actionChange(context, action);
  const note = await insertNote(context, actor, id, { kind: 'action', words: action.words, ...change });
  await planDue(context, meeting.event, { id: note, dueOn: change.dueOn });
  await noteChange(context, actor, id);
}

/** Another action in place of what was written. */
export async function changeAction(context: Context, actor: Actor, seen: SeenNote, action: GivenAction): Promise<EventId> {
  const { meeting, note } = await requireNote(context, actor, seen);
  await grow(context, meeting);
  const change = await actionChange(context, action);
  await eventsStore(context.tx).updateNotes([note.id], { words: action.words, ...change });
  await planDue(context, meeting.event, { id: note.id, dueOn: change.dueOn });
  await noteChange(context, actor, meeting.event.id);
  return meeting.event.id;
}

async function actionChange(context: Context, { sector, responsible, dueOn }: GivenAction) {
  return {
    sector: await knownSector(context, sector),
    responsible: responsible === '' ? null : responsible,
    responsibleMember: await memberCalled(context, responsible),
    dueOn: dueOn ?? null,
  };
}

/** The only active member of this name; null for an organisation, and where several have it. */
async function memberCalled(context: Context, name: string): Promise<MemberId | null> {
  const wanted = nameKey(name.replace(/^@+/, ''));
  if (wanted === '') return null;
  const found = await listMembers(context, { text: name.replace(/^@+/, ''), status: 'active', isBot: false }, { offset: 0, limit: 50 });
  const [only, ...others] = found.filter((member) => nameKey(member.name) === wanted);
  return only && others.length === 0 ? only.id : null;
}

/** Asks in the morning of the day when an action is due; a day that has passed is asked for now. */
export async function planDue(
  context: Context,
  { zone }: Pick<CommunityEvent, 'zone'>,
  { id, dueOn }: Pick<Note, 'id' | 'dueOn'>,
): Promise<void> {
  if (dueOn === null) await context.agenda.cancelPrefix(dueKey(id));
  else {
    const dueAt = latest(instantOf(dueOn, ASKED_AT, zone), context.now);
    await context.agenda.plan({ key: dueKey(id), kind: DUE, payload: { note: id, dueOn }, dueAt, again: true });
  }
}

/** A note in the version of the minutes that its editor saw. */
export interface SeenNote {
  readonly note: NoteId;
  readonly version: number;
}

/** The note that somebody edits. Throws a `NotFoundError` for one that was taken back or merged. */
export async function requireNote(
  context: Context,
  actor: Actor,
  { note: id, version }: SeenNote,
): Promise<{ readonly meeting: Meeting; readonly note: Note }> {
  const note = await eventsStore(context.tx).note(id);
  if (!note || note.mergedInto !== null) throw goneNote();
  const meeting = await requireChangeable(context, actor, note.event, version);
  return { meeting, note };
}

/** Other words, sector or attribution; nobody is made to say what they did not: an organisation is only taken away. */
export async function changeNote(
  context: Context,
  actor: Actor,
  seen: SeenNote,
  { words, sector, attribution }: { readonly words: string; readonly sector: string; readonly attribution: 'keep' | 'nobody' },
): Promise<EventId> {
  const { meeting, note } = await requireNote(context, actor, seen);
  await grow(context, meeting);
  const store = eventsStore(context.tx);
  await store.updateNotes([note.id], { words, sector: await knownSector(context, sector) });
  if (attribution === 'nobody') await store.updateNotes(withMerged(note, meeting.notes), { organisation: null });
  await noteChange(context, actor, meeting.event.id);
  return meeting.event.id;
}

function withMerged(note: Note, notes: readonly Note[]): readonly NoteId[] {
  return [note.id, ...notes.filter(({ mergedInto }) => mergedInto === note.id).flatMap((each) => withMerged(each, notes))];
}

/** Takes a note out of the minutes, or a correction that was dealt with. */
export async function dropNote(context: Context, actor: Actor, seen: SeenNote): Promise<EventId> {
  const { meeting, note } = await requireNote(context, actor, seen);
  await grow(context, meeting);
  await eventsStore(context.tx).removeNote(note.id);
  await context.agenda.cancelPrefix(dueKey(note.id));
  await noteChange(context, actor, meeting.event.id);
  return meeting.event.id;
}

/** Several notes of one kind become one, which is attributed to the organisations of all. Throws an `InputError` for others. */
export async function mergeNotes(
  context: Context,
  actor: Actor,
  { event: id, version }: { readonly event: EventId; readonly version: number },
  { notes: chosen, words }: { readonly notes: readonly string[]; readonly words: string },
): Promise<void> {
  const meeting = await requireChangeable(context, actor, id, version);
  const those = meeting.notes.filter((note) => note.mergedInto === null && chosen.includes(String(note.id)));
  const [kept, ...others] = those;
  if (!kept || others.length === 0) throw new InputError('one note', phrase('events-minutes.error.merge-one'));
  if (others.some(({ kind }) => kind !== kept.kind)) throw new InputError('several kinds', phrase('events-minutes.error.merge-kinds'));
  await grow(context, meeting);
  const store = eventsStore(context.tx);
  await store.updateNotes([kept.id], { words: words === '' ? those.map((note) => note.words).join('\n') : words });
  await store.updateNotes(
    others.map((note) => note.id),
    { mergedInto: kept.id },
  );
  for (const note of others) await context.agenda.cancelPrefix(dueKey(note.id));
  await noteChange(context, actor, id);
}

/** Today on the event's clock. */
export const todayAt = (context: Context, { zone }: Pick<CommunityEvent, 'zone'>): LocalDate => localDateOf(context.now, zone);
