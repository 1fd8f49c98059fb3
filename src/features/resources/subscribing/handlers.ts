import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answer } from '../replies.js';
import { findingStore } from '../store/index.js';
import { subscriptionCard } from './cards.js';
import { subscribingControls } from './controls.js';
import { shownSubscription } from './replies.js';
import { subscribe } from './subscribe.js';

export const subscribingHandlers: readonly Handler[] = handleControls(subscribingControls, {
  async subscribe(context, { actor, language }, { values }) {
    return privately(subscriptionCard(await subscribe(context, actor, values), language));
  },
  subscription: async (context, request) => privately(await shownSubscription(context, request)),
  async unsubscribe(context, request) {
    await findingStore(context.tx).unsubscribe(request.actor.id);
    return answer(request, subscriptionCard(undefined, request.language, speaker(request.language)('resources-news.stopped')));
  },
});
