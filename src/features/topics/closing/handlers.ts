import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answer } from '../proposals/replies.js';
import { decodeTopicQuery } from '../rules/topic-query.js';
import { draftCard, recommendationCard } from './cards/draft.js';
import { doneCard } from './cards/topic.js';
import { closingControls } from './controls.js';
import { chosen, recommendationId, topicId } from './ids.js';
import { removeRecommendation, requireRecommendation, saveOutcome, saveRecommendation } from './recommend.js';
import { closedReply, exportReply, reopenedReply, shownOverdue, shownTopic, shownTopics } from './replies.js';
import { postSummary, saveSummary, viewForWriter } from './summary.js';
import { saveTranslation } from './translate.js';

export const closingHandlers: readonly Handler[] = handleControls(closingControls, {
  browse: async (context, request, { id }) => answer(request, await shownTopics(context, request, decodeTopicQuery(id))),
  // Beside the message with the button, which may be a draft that is not sent yet.
  read: async (context, request, { id, values }) => privately(await shownTopic(context, request, id ?? chosen(topicId, values))),
  'close-topic': (context, request, { id }) => closedReply(context, request, id),
  'reopen-topic': (context, request, { id }) => reopenedReply(context, request, id),
  'export-topic': (context, request, { id }) => exportReply(context, request, id),
  overdue: async (context, request) => privately(await shownOverdue(context, request)),

  draft: async (context, { actor, language }, { id }) => privately(draftCard(await viewForWriter(context, actor, id), language)),
  async summary(context, { actor, language }, { id, values }) {
    const { view, joined } = await saveSummary(context, actor, id, values);
    return privately(draftCard(view, language, speaker(language)(joined ? 'topics-closing.done.joined' : 'topics-closing.done.saved')));
  },
  async translate(context, { actor, language }, { id, values }) {
    const view = await saveTranslation(context, actor, id, values);
    return privately(draftCard(view, language, speaker(language)('topics-closing.done.saved')));
  },
  async recommend(context, { actor, language }, { id, values }) {
    const view = await saveRecommendation(context, actor, id, values);
    return privately(draftCard(view, language, speaker(language)('topics-closing.done.saved')));
  },
  async recommendation(context, { actor, language }, { values }) {
    return privately(recommendationCard(await requireRecommendation(context, actor, chosen(recommendationId, values)), language));
  },
  async 'recommend-remove'(context, request, { id }) {
    const { actor, language } = request;
    const view = await removeRecommendation(context, actor, id);
    return answer(request, draftCard(view, language, speaker(language)('topics-closing.done.removed')));
  },
  async 'summary-post'(context, request, { id }) {
    const { topic } = await postSummary(context, request.actor, id);
    return answer(request, doneCard(topic, speaker(request.language)('topics-closing.done.posted'), request.language));
  },
  async outcome(context, { actor, language }, { id, values }) {
    const told = await saveOutcome(context, actor, id, values);
    return privately(recommendationCard(told, language, speaker(language)('topics-closing.done.outcome')));
  },
});
