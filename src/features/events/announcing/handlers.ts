import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { draftCard } from '../making/cards/draft.js';
import { viewDraft } from '../making/view.js';
import { answerWith } from '../replies.js';
import { announce, undoAnnouncement } from './announce.js';
import { announcingControls } from './controls.js';

export const announcingHandlers: readonly Handler[] = handleControls(announcingControls, {
  async announce(context, request, { id }) {
    await announce(context, request.actor, id);
    const lead = speaker(request.language)('events.done.announced');
    return answerWith(request, draftCard(await viewDraft(context, request.actor, id.id), request.language, lead));
  },
  async undo(context, request, { id }) {
    await undoAnnouncement(context, request.actor, id);
    const lead = speaker(request.language)('events.done.undone');
    return answerWith(request, draftCard(await viewDraft(context, request.actor, id.id), request.language, lead));
  },
});
