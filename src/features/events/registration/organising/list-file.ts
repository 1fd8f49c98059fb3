import { localDateOf } from '../../../../calendar/wall-clock.js';
import type { Actor } from '../../../../core/access.js';
import type { Language } from '../../../../core/language.js';
import type { Attachment } from '../../../../core/message.js';
import type { Context } from '../../../../feature-api/index.js';
import { csvFile } from '../../../../kit/csv.js';
import { speaker } from '../../../../language/index.js';
import { requireEvent } from '../../find.js';
import { eventsStore } from '../../store/index.js';
import type { CommunityEvent, EventId } from '../../types.js';
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
    all.filter(({ state }) => state !== 'invited'),
  );
  return { event, registrants };
}

/** The list as a file for spreadsheets. */
export function registrantsFile(event: CommunityEvent, registrants: readonly Registrant[], language: Language): Attachment {
  const say = speaker(language);
  const { questions, secondForm } = event;
  return csvFile(`event-${event.id}-registrations.csv`, [
    [
      ...(['name', 'organisation', 'state', 'attends', 'registered'] as const).map((column) =>
        say.plain(`events-registration.csv.${column}`),
      ),
      ...(event.recorded ? [say.plain('events-registration.csv.recording')] : []),
      ...questions.map(({ label }) => label),
      ...secondForm.map(({ label }) => label),
    ],
    ...registrants.map(({ registration, name, organisation }) => [
      name,
      organisation ?? '',
      say.plain(`events-registration.csv.state-${registration.state}`),
      say.plain(`events-registration.csv.${registration.attends}`),
      localDateOf(registration.registeredAt, event.zone),
      ...(event.recorded ? [say.plain(registration.recordingAgreed ? 'events-registration.csv.yes' : 'events-registration.csv.no')] : []),
      ...questions.map((_question, index) => registration.answers?.[index] ?? ''),
      ...secondForm.map((_question, index) => registration.secondAnswers?.[index] ?? ''),
    ]),
  ]);
}
