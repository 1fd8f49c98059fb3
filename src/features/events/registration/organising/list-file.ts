import { localDateOf } from '../../../../calendar/wall-clock.js';
import type { Actor } from '../../../../core/access.js';
import { directionOf, type Language } from '../../../../core/language.js';
import type { Attachment } from '../../../../core/message.js';
import type { Context } from '../../../../feature-api/index.js';
import { csvFile } from '../../../../kit/csv.js';
import { speaker } from '../../../../language/index.js';
import { isVisibleTo, workbookFile } from '../../../members/public.js';
import { requireEvent } from '../../find.js';
import { eventsStore } from '../../store/index.js';
import type { CommunityEvent, EventId } from '../../types.js';
import { secondQuestions } from '../second-questions.js';
import { namedOf, type Registrant } from './applicants.js';

/** Who registered, with what they answered. Whoever a colleague registered is in it once they have answered themselves. */
export async function registrantsOf(
  context: Context,
  reader: Actor,
  id: EventId,
): Promise<{ readonly event: CommunityEvent; readonly registrants: readonly Registrant[] }> {
  const { event } = await requireEvent(context, id, reader);
  const all = await eventsStore(context.tx).registrationsOf(id);
  const registrants = await namedOf(
    context,
    // A guest who withdrew has erased what they wrote.
    all.filter(({ state, isGuest }) => state !== 'invited' && !(isGuest && state === 'declined')),
    (member) => isVisibleTo(member, 'organisation', reader),
  );
  return { event, registrants };
}

/** The list as a workbook, and as CSV for other programs. */
export async function registrantsFiles(
  event: CommunityEvent,
  registrants: readonly Registrant[],
  language: Language,
): Promise<readonly Attachment[]> {
  const rows = rowsOf(event, registrants, language);
  const name = `event-${event.id}-registrations`;
  const sheet = {
    name: speaker(language).plain('events-organising.sheet.name'),
    rows: rows.map((row, index) => row.map((value) => ({ value, bold: index === 0 }))),
    direction: directionOf(language),
    widths: [30, 30, 16, 14, 14, ...(rows[0] ?? []).slice(5).map(() => 30)],
  };
  return [await workbookFile(`${name}.xlsx`, [sheet]), csvFile(`${name}.csv`, rows)];
}

function rowsOf(event: CommunityEvent, registrants: readonly Registrant[], language: Language): readonly (readonly string[])[] {
  const say = speaker(language);
  const { questions } = event;
  const second = secondQuestions(event, language);
  const hasGuests = registrants.some(({ registration }) => registration.isGuest);
  const yesOrNo = (is: boolean) => say.plain(is ? 'events-registration.csv.yes' : 'events-registration.csv.no');
  return [
    [
      ...(['name', 'organisation', 'state', 'attends', 'registered'] as const).map((column) =>
        say.plain(`events-registration.csv.${column}`),
      ),
      ...(event.recorded ? [say.plain('events-registration.csv.recording')] : []),
      ...(hasGuests ? [say.plain('events-guests.csv.guest'), say.plain('events-guests.csv.email')] : []),
      ...questions.map(({ label }) => label),
      ...second.map(({ label }) => label),
    ],
    ...registrants.map(({ registration, name, organisation }) => [
      name,
      organisation ?? '',
      say.plain(`events-registration.csv.state-${registration.state}`),
      say.plain(`events-registration.csv.${registration.attends}`),
      localDateOf(registration.registeredAt, event.zone),
      ...(event.recorded ? [yesOrNo(registration.recordingAgreed)] : []),
      ...(hasGuests ? [yesOrNo(registration.isGuest), registration.guestEmail ?? ''] : []),
      ...questions.map((_question, index) => registration.answers?.[index] ?? ''),
      ...second.map((_question, index) => registration.secondAnswers?.[index] ?? ''),
    ]),
  ];
}

/** Writes into the audit log that somebody took a list of people as a file. */
export async function noteTaken(context: Context, actor: Actor, event: EventId): Promise<void> {
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.take-list', details: { event } });
}
