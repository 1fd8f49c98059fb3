import { type Card, privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { answerWith } from '../replies.js';
import type { EventId } from '../types.js';
import { draftCard } from './cards/draft.js';
import { overnightCard } from './cards/overnight.js';
import { sessionCard, sessionsCard } from './cards/sessions.js';
import { isAsked, saveHours } from './hours.js';
import type { TypedHours } from './hours-id.js';
import { sessionControls, sessionId } from './session-controls.js';
import { callOffSession, changeZone, requireSession } from './sessions.js';
import { viewDraft } from './view.js';

/** Saves typed hours of a session, or asks first whether it ends on the next day. */
async function setHours(context: Context, request: Request, hours: TypedHours): Promise<Reply> {
  if (await isAsked(context, request.actor, hours)) return privately(overnightCard(hours, { isKept: false }, request.language));
  const count = await saveHours(context, request.actor, hours);
  return privately(await hoursCard(context, request, hours.id, count));
}

/** An event of one session as a whole, and the sessions of any other. */
async function hoursCard(context: Context, { actor, language }: Request, id: EventId, count: number): Promise<Card> {
  const lead = speaker(language)('events.done.saved');
  if (count === 1) return draftCard(await viewDraft(context, actor, id), language, lead);
  return sessionsCard(await requireEvent(context, id, actor), language, lead);
}

async function saved(context: Context, { actor, language }: Request, id: EventId): Promise<Reply> {
  return privately(sessionsCard(await requireEvent(context, id, actor), language, speaker(language)('events.done.saved')));
}

export const sessionHandlers: readonly Handler[] = handleControls(sessionControls, {
  sessions: async (context, request, { id }) =>
    answerWith(request, sessionsCard(await requireEvent(context, id, request.actor), request.language)),
  async session(context, request, { id, values: [chosen = ''] }) {
    const seen = { ...id, session: sessionId.decode(chosen) };
    return answerWith(request, sessionCard(await requireSession(context, request.actor, seen), request.language));
  },
  'session-add': (context, request, { id, values }) => setHours(context, request, { ...id, ...values, session: undefined }),
  'session-move': (context, request, { id, values }) => setHours(context, request, { ...id, ...values }),
  hours: (context, request, { id, values }) => setHours(context, request, { ...id, ...values }),
  async 'hours-yes'(context, request, { id }) {
    const count = await saveHours(context, request.actor, { ...id, overnightSure: true });
    return answerWith(request, await hoursCard(context, request, id.id, count));
  },
  async 'session-off'(context, request, { id, values: { reason } }) {
    await callOffSession(context, request.actor, id, reason);
    return saved(context, request, id.id);
  },
  async zone(context, request, { id, values: { zone } }) {
    const { actor, language } = request;
    await changeZone(context, actor, id, zone);
    return privately(draftCard(await viewDraft(context, actor, id.id), language, speaker(language)('events.done.saved')));
  },
});
