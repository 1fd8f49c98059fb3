import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { draftCard } from '../making/cards/draft.js';
import { publicPeople } from '../making/people/named.js';
import { requireMoment } from '../making/times.js';
import { viewDraft } from '../making/view.js';
import { answerWith } from '../replies.js';
import type { EventId } from '../types.js';
import { announce, announceLater, undoAnnouncement } from './announce.js';
import { previewCards } from './cards/announcement.js';
import { announcingControls } from './controls.js';

async function done(context: Context, request: Request, id: EventId, lead: Text): Promise<Reply> {
  return answerWith(request, draftCard(await viewDraft(context, request.actor, id), request.language, lead));
}

export const announcingHandlers: readonly Handler[] = handleControls(announcingControls, {
  async announce(context, request, { id }) {
    await announce(context, request.actor, id);
    return done(context, request, id.id, speaker(request.language)('events.done.announced'));
  },
  async 'announce-quietly'(context, request, { id }) {
    await announce(context, request.actor, id, 'quietly');
    return done(context, request, id.id, speaker(request.language)('events-making.done.open'));
  },
  async 'announce-later'(context, { actor, language }, { id, values: { date, time } }) {
    const { event } = await requireEvent(context, id.id, actor);
    await announceLater(context, actor, id, requireMoment(date, time, event.zone));
    return privately(draftCard(await viewDraft(context, actor, id.id), language, speaker(language)('events.done.saved')));
  },
  async 'announce-not'(context, request, { id }) {
    await announceLater(context, request.actor, id, undefined);
    return done(context, request, id.id, speaker(request.language)('events.done.saved'));
  },
  async preview(context, { actor }, { id }) {
    const whole = await requireEvent(context, id, actor);
    const { languages } = await context.community.settings();
    const [first = whole.event.language, ...others] = languages;
    return privately(...previewCards({ ...whole, people: await publicPeople(context, id) }, [first, ...others]));
  },
  async undo(context, request, { id }) {
    await undoAnnouncement(context, request.actor, id);
    return done(context, request, id.id, speaker(request.language)('events.done.undone'));
  },
});
