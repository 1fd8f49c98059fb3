import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { answer } from '../proposals/replies.js';
import { sharingCard } from './cards/sharing.js';
import { answerSharing, sharingOf } from './consent.js';
import { discussionControls } from './controls.js';

export const discussionHandlers: readonly Handler[] = handleControls(discussionControls, {
  share: async (context, { actor, language }) => privately(sharingCard(await sharingOf(context, actor.id), language)),
  'share-as': async (context, request, { id }) =>
    answer(request, sharingCard(await answerSharing(context, request.actor, id), request.language)),
});
