import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { answerWith } from '../replies.js';
import { ratingsCard, thanksCard } from './cards/afterwards.js';
import { afterwardsControls } from './controls.js';
import { giveFeedback, viewRatings } from './feedback.js';

export const afterwardsHandlers: readonly Handler[] = handleControls(afterwardsControls, {
  feedback: async (context, request, { id, values }) =>
    privately(thanksCard((await giveFeedback(context, request.actor, id, values)).event, request.language)),
  ratings: async (context, request, { id }) =>
    answerWith(request, ratingsCard(await viewRatings(context, request.actor, id), request.language)),
});
