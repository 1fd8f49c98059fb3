import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { answerWith } from '../replies.js';
import { previewCard, sentCard } from './cards/message.js';
import { writingControls } from './controls.js';
import { previewMessage, sendMessage } from './write.js';

export const writingHandlers: readonly Handler[] = handleControls(writingControls, {
  message: async (context, { actor, language }, { id, values }) =>
    privately(previewCard(await previewMessage(context, actor, id, values), language)),
  async 'message-send'(context, request, { id }) {
    const { event, recipients } = await sendMessage(context, request.actor, id);
    return answerWith(request, sentCard(event, recipients, request.language));
  },
});
