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
import { announce, announceNot, undoAnnouncement } from './announce.js';
import { previewCards } from './cards/announcement.js';
import { overnightFirstCard } from './cards/overnight.js';
import { announcingControls } from './controls.js';
import type { SeenWay, Way } from './ids.js';

async function done(context: Context, request: Request, id: EventId, lead: Text): Promise<Reply> {
  return answerWith(request, draftCard(await viewDraft(context, request.actor, id), request.language, lead));
}

/** Makes an event known, or asks first whether its sessions end on the next day. */
async function makeKnown(
  context: Context,
  request: Request,
  { way, ...seen }: SeenWay,
  sureness: { readonly isSure: boolean },
): Promise<Reply> {
  const asked = await announce(context, request.actor, seen, way, sureness);
  if (asked) return privately(overnightFirstCard(asked, way, request.language));
  return done(context, request, seen.id, speaker(request.language)(saidOf(way)));
}

function saidOf(way: Way) {
  switch (way) {
    case 'posted':
      return 'events.done.announced';
    case 'quietly':
      return 'events-making.done.open';
    default:
      return 'events.done.saved';
  }
}

const UNSURE = { isSure: false };

export const announcingHandlers: readonly Handler[] = handleControls(announcingControls, {
  announce: (context, request, { id }) => makeKnown(context, request, { ...id, way: 'posted' }, UNSURE),
  'announce-quietly': (context, request, { id }) => makeKnown(context, request, { ...id, way: 'quietly' }, UNSURE),
  'announce-sure': (context, request, { id }) => makeKnown(context, request, id, { isSure: true }),
  async 'announce-later'(context, request, { id, values: { date, time } }) {
    const { event } = await requireEvent(context, id.id, request.actor);
    return makeKnown(context, request, { ...id, way: requireMoment(date, time, event.zone) }, UNSURE);
  },
  async 'announce-not'(context, request, { id }) {
    await announceNot(context, request.actor, id);
    return done(context, request, id.id, speaker(request.language)('events.done.saved'));
  },
  async preview(context, { actor }, { id }) {
    const whole = await requireEvent(context, id, actor);
    const { languages } = await context.community.settings();
    const [first = whole.event.language, ...others] = languages;
    return privately(...previewCards({ ...whole, people: await publicPeople(context, id) }, [first, ...others]));
  },
  async undo(context, request, { id }) {
    const now = await undoAnnouncement(context, request.actor, id);
    const say = speaker(request.language);
    return done(context, request, id.id, now === 'draft' ? say('events.done.undone') : say('events-announcing.done.still-open'));
  },
});
