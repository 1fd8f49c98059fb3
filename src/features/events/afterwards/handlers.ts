import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { answerWith } from '../replies.js';
import { noShowsCard, ratingsCard, thanksCard } from './cards/afterwards.js';
import { afterwardsControls } from './controls.js';
import { giveFeedback, viewRatings } from './feedback.js';
import { viewNoShows } from './no-shows.js';

export const afterwardsHandlers: readonly Handler[] = handleControls(afterwardsControls, {
  feedback: async (context, request, { id, values }) =>
    privately(thanksCard((await giveFeedback(context, request.actor, id, values)).event, request.language)),
  'no-shows': async (context, request, { id }) =>
    answerWith(request, noShowsCard(await viewNoShows(context, request.actor, id), request.language)),
  ratings: async (context, request, { id }) =>
    answerWith(request, ratingsCard(await viewRatings(context, request.actor, id), request.language)),
});
