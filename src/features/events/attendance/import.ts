import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Attachment } from '../../../core/message.js';
import type { Context } from '../../../feature-api/index.js';
import { formatInstant, phrase } from '../../../language/index.js';
import { draftBytes, findMembers, listMembers, saveDraft } from '../../members/public.js';
import { goneEvent } from '../ids.js';
import { eventsStore } from '../store/index.js';
import type { RegistrationId, SessionId } from '../types.js';
import { columnsText } from './columns-text.js';
import { type Candidate, matcher } from './files/match.js';
import { type FileProblem, type NamedColumns, readMeetingFile } from './files/read.js';
import { type FilePerson, peopleIn, shareOf } from './files/stays.js';
import { type KeptSession, requireKeptSession } from './find.js';
import { noteKept } from './note.js';
import { record, registrationFor } from './record.js';

/** Somebody of a file may be a registered person, or a member who did not register. */
export type Who = { readonly registration: RegistrationId } | { readonly member: MemberId };

/** Somebody of a file whom an organiser is asked for. */
export interface Doubt {
  readonly name: string;
  /** In percent of the session. */
  readonly share: number;
  readonly choices: readonly { readonly who: Who; readonly name: string }[];
}

/** What became of a file. */
export interface ImportedFile extends KeptSession {
  /** How many people of the file were found. */
  readonly matched: number;
  readonly doubts: readonly Doubt[];
  /** Names of those who are nobody known. */
  readonly unknown: readonly string[];
}

/** A file with columns that are not known: an organiser may say what they are. */
export interface UnknownColumns extends KeptSession {
  readonly columns: readonly string[];
  /** Under which the file is kept until then, for two hours. */
  readonly file: string;
}

/** How many former names of a person are shown. */
const FORMER_NAMES = 2;

/** How many members are compared with the people of a file. */
const MEMBERS_MAX = 10_000;

/** A file as it was uploaded, and what stands in it. Reading it takes long, so this runs outside a transaction. */
export interface ReadAttendance {
  readonly bytes: Uint8Array;
  readonly read: Awaited<ReturnType<typeof readMeetingFile>>;
}

export const readAttendance = async (
  context: Context,
  { bytes }: Pick<Attachment, 'bytes'>,
  named?: NamedColumns,
): Promise<ReadAttendance> => ({
  bytes,
  read: await readMeetingFile(context.files, bytes, named),
});

/**
 * Takes the attendance file of a session and writes who was there and for how long. Whoever is doubtful is asked for.
 * @throws {InputError} If it can't be read, or is of another meeting.
 */
export async function importFile(
  context: Context,
  actor: Actor,
  id: SessionId,
  { bytes, read }: ReadAttendance,
  named?: NamedColumns,
): Promise<ImportedFile | UnknownColumns> {
  const kept = await requireKeptSession(context, id, actor);
  const { event, session } = kept;
  if ('problem' in read && read.problem.type === 'columns' && !named)
    return { ...kept, columns: read.problem.unknown, file: await saveDraft(context, actor.id, bytes) };
  if ('problem' in read) throw fileError(read.problem, actor.language);
  const found = peopleIn(read.rows, session, [event.zone, actor.timezone, 'UTC']);
  if ('elsewhere' in found) {
    const { elsewhere } = found;
    const day = formatInstant(session.startsAt, event.zone, actor.language, 'date-time');
    if (elsewhere === undefined) throw fileError({ type: 'no-times' }, actor.language);
    const of = formatInstant(elsewhere, event.zone, actor.language, 'date-time');
    throw new InputError('another meeting', phrase('events-attendance.error.other-meeting', { of, day }));
  }
  const candidates = await candidatesFor(context, kept);
  const match = matcher(candidates);
  const names = new Map(candidates.map(({ key, name }) => [key, name]));
  const certain = new Map<Who, FilePerson[]>();
  const doubts: Doubt[] = [];
  const unknown: string[] = [];
  for (const person of found.people) {
    const matched = match(person);
    const name = namedAs(person);
    switch (matched.type) {
      case 'certain':
        certain.set(matched.key, [...(certain.get(matched.key) ?? []), person]);
        break;
      case 'doubtful':
        doubts.push({
          name,
          share: shareOf([person], session),
          choices: matched.keys.map((who) => ({ who, name: names.get(who) ?? '' })),
        });
        break;
      case 'unknown':
        unknown.push(name);
        break;
      default:
        matched satisfies never;
    }
  }
  await save(
    context,
    kept,
    [...certain].map(([who, people]) => ({ who, share: shareOf(people, session) })),
  );
  await noteKept(context, actor, event);
  return { ...kept, matched: certain.size, doubts, unknown };
}

/** What somebody of a file calls themselves, with what they were called before: a device has no name by which they are known. */
function namedAs({ names: [now = '', ...before] }: Pick<FilePerson, 'names'>): string {
  return before.length === 0 ? now : `${now} (${before.slice(0, FORMER_NAMES).join(', ')})`;
}

/** Reads a file that was uploaded before, once an organiser says what its columns are. Throws a `NotFoundError` once it is gone. */
export async function readKept(context: Context, actor: Actor, file: string, named: NamedColumns): Promise<ReadAttendance> {
  const bytes = file === '' ? undefined : await draftBytes(context, actor.id, file);
  if (!bytes) throw new NotFoundError('the file is gone', phrase('events-import.error.gone'));
  return readAttendance(context, { bytes }, named);
}

/** An organiser says who somebody of a file is, who was there for `share` percent of the session. Throws a `NotFoundError` for nobody of this event. */
export async function settleDoubt(context: Context, actor: Actor, id: SessionId, who: Who, share: number): Promise<string> {
  const kept = await requireKeptSession(context, id, actor);
  const candidate = (await candidatesFor(context, kept)).find(({ key }) => isSameWho(key, who));
  if (!candidate) throw goneEvent();
  await save(context, kept, [{ who, share }]);
  await noteKept(context, actor, kept.event);
  return candidate.name;
}

function isSameWho(one: Who, other: Who): boolean {
  if ('registration' in one) return 'registration' in other && one.registration === other.registration;
  return 'member' in other && one.member === other.member;
}

async function candidatesFor(context: Context, { event }: KeptSession): Promise<readonly Candidate<Who>[]> {
  const registrations = await eventsStore(context.tx).registrationsOf(event.id);
  const known = await findMembers(
    context,
    registrations.flatMap(({ member }) => member ?? []),
  );
  const members = new Map(known.map((member) => [member.id, member]));
  const strangers = await listMembers(context, { status: 'active', isBot: false }, { offset: 0, limit: MEMBERS_MAX });
  return [
    ...registrations.flatMap(({ id, member: of, guestName, guestEmail, state }): readonly Candidate<Who>[] => {
      const member = of === null ? undefined : members.get(of);
      const name = member?.name ?? guestName;
      if (name == null) return [];
      const registered = state !== 'declined' && state !== 'not-selected';
      return [{ key: { registration: id }, name, address: member?.email ?? guestEmail, registered }];
    }),
    ...strangers
      .filter(({ id }) => !members.has(id))
      .map(({ id, name, email }) => ({ key: { member: id }, name, address: email, registered: false })),
  ];
}

async function save(
  context: Context,
  { event, session }: KeptSession,
  shares: readonly { readonly who: Who; readonly share: number }[],
): Promise<void> {
  const attendance = [];
  for (const { who, share } of shares) {
    const registration = 'registration' in who ? who.registration : await registrationFor(context, event, who.member, null);
    attendance.push({ session: session.id, registration, source: 'file', share } as const);
  }
  await record(context, event, attendance);
}

function fileError(problem: FileProblem, language: Language): InputError {
  switch (problem.type) {
    case 'encoding':
    case 'broken':
    case 'empty':
    case 'too-long':
    case 'no-times':
      return new InputError(`file: ${problem.type}`, phrase(`events-attendance.error.file-${problem.type}`));
    case 'slow':
      return new InputError('file: slow', phrase('files.error.slow'));
    case 'columns':
      return new InputError(
        'file: columns',
        phrase('events-attendance.error.file-columns', { columns: columnsText(problem.unknown, language) }),
      );
    default:
      return problem satisfies never;
  }
}
