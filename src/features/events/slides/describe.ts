import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import { after } from '../../../core/time.js';
import type { Context, ShelvedKind } from '../../../feature-api/index.js';
import { formatLocalDate, phrase, speaker, withoutDirectionControls } from '../../../language/index.js';
import { TELL, TOLD_AFTER } from '../materials/give.js';
import { THANKED_AFTER } from '../rules/limits.js';
import { firstSession, lastSession } from '../rules/state.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import { titleIn } from '../text-of.js';
import { requireAsked, requireGiver } from './find.js';
import { requirePlace, useOf } from './store-bytes.js';
import type { TakenFile } from './take.js';
import type { DroppedFile, FileId, FileKind, FileWords, StoredFile } from './types.js';

const SHELVED = { slides: 'slides', tool: 'tool', recording: 'recording', handout: 'training' } as const satisfies Readonly<
  Record<FileKind, ShelvedKind>
>;

export interface DescribedFile extends WholeEvent {
  readonly file: DroppedFile;
  /** People have been thanked, so that the file is sent now. */
  readonly areThanked: boolean;
}

/**
 * Says what a file is. From then on participants can have it, it is in the resource centre, and whoever was there gets it.
 * @throws {InputError} For a recording of an event at whose registration nobody was asked whether they agree to it, and where the event
 *   has too many files.
 */
export async function describeFile(context: Context, actor: Actor, id: FileId, words: FileWords): Promise<DescribedFile> {
  const asked = await requireAsked(context, actor, id);
  const { roles: _, ...whole } = await requireGiver(context, actor, asked.file.event);
  await requirePlace(context, whole.event.id);
  return describeTaken(context, actor, { ...asked, whole }, words);
}

/**
 * The same for a file that this transaction has read, of an event that the actor may give files. Throws an `InputError` as
 * `describeFile` does, and for a file that was described already.
 */
export async function describeTaken(
  context: Context,
  actor: Actor,
  { whole, file, stored }: TakenFile,
  words: FileWords,
): Promise<DescribedFile> {
  const { id } = file;
  if (words.kind === 'recording' && !whole.event.recorded) {
    throw new InputError('not recorded', phrase('events-materials.error.not-recorded'));
  }
  if (!(await eventsStore(context.tx).describeFile(id, words))) throw new InputError('answered', phrase('events-slides.error.answered'));
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.materials', details: { event: file.event } });
  await shelve(context, actor, whole, { file, stored, words });
  const last = lastSession(whole.sessions);
  const areThanked = last !== undefined && context.now >= after(last.endsAt, THANKED_AFTER);
  if (areThanked) {
    const row = { key: `events:materials:${file.event}`, kind: TELL, payload: { event: file.event } };
    await context.agenda.plan({ ...row, dueAt: after(context.now, TOLD_AFTER), again: true });
  }
  return { ...whole, file, areThanked };
}

async function shelve(
  context: Context,
  actor: Actor,
  { event, sessions }: WholeEvent,
  { file, stored, words }: { readonly file: DroppedFile; readonly stored: StoredFile; readonly words: FileWords },
): Promise<void> {
  const { language, kind } = words;
  const say = speaker(language);
  const title = titleIn(event, language);
  const first = firstSession(sessions);
  await context.features.shelf?.put(context, {
    key: useOf(file.id),
    member: actor.id,
    kind: SHELVED[kind],
    title: withoutDirectionControls(say.plain('events-slides.shelf.title', { title, kind: say.plain(`events-slides.kind.${kind}`) })),
    summary: withoutDirectionControls(
      say.plain('events-slides.shelf.summary', {
        event: say.plain(`events.kind.${event.kind}`),
        title,
        day: first ? formatLocalDate(first.date, language) : '',
        name: file.name,
      }),
    ),
    language,
    sectors: event.audience.to === 'sectors' ? event.audience.sectors : [],
    file: { ...stored, name: file.name },
    forMembers: words.forOthers,
  });
}
