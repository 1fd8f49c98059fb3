import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireEvent } from '../find.js';
import { answerWith } from '../replies.js';
import type { EventId } from '../types.js';
import { draftCard } from './cards/draft.js';
import { sessionCard, sessionsCard } from './cards/sessions.js';
import { sessionControls, sessionId } from './session-controls.js';
import { addSession, callOffSession, changeZone, moveSession, requireSession } from './sessions.js';
import { viewDraft } from './view.js';

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
  async 'session-add'(context, request, { id, values }) {
    await addSession(context, request.actor, id, values);
    return saved(context, request, id.id);
  },
  async 'session-move'(context, request, { id, values }) {
    await moveSession(context, request.actor, id, values);
    return saved(context, request, id.id);
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
