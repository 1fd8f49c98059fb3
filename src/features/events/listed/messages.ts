import { composedGone, defineNotification, type Notification, withinDays } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { ofEvent } from '../message-args.js';
import { registrationCard } from '../registration/cards/registration.js';
import { viewRegistration } from '../registration/view.js';
import { eventsStore } from '../store/index.js';
import { LISTED } from './change.js';

/** Organisers invite somebody by name to an event that others do not see. */
const listed = defineNotification(
  { kind: LISTED, notice: 'events.by-name', lateness: withinDays(7), onUnknownOutcome: 'hold', readerIsSecret: true, args: ofEvent },
  async (context, { event: id }, { audience: { languages, members } }) => {
    const [reader] = members;
    if (!reader || !(await eventsStore(context.tx).isListed(id, reader.id))) return composedGone;
    const view = await viewRegistration(context, reader, id);
    if (view.closed !== undefined && view.closed !== 'not-yet') return { drop: 'closed' };
    if (view.registration) return { drop: 'answered' };
    const [language] = languages;
    return { message: { cards: [registrationCard(view, language, speaker(language)('events-listed.invited'))] } };
  },
);

export const listedMessages: readonly Notification[] = [listed];
