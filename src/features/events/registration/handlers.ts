import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import { answer } from './answer.js';
import { registrationCard } from './cards/registration.js';
import { registerColleague } from './colleague.js';
import { registrationControls } from './controls.js';
import { remindOf } from './remind.js';
import { viewRegistration } from './view.js';

export const registrationHandlers: readonly Handler[] = handleControls(registrationControls, {
  answer: async (context, request, { id: { event, answer: given } }) =>
    answerWith(request, registrationCard(await answer(context, request.actor, event, given), request.language)),
  async remind(context, request, { id: { event, isWanted } }) {
    const view = await remindOf(context, request.actor, event, isWanted);
    return answerWith(request, registrationCard(view, request.language, speaker(request.language)('events.done.saved')));
  },
  async colleague(context, { actor, language }, { id, values: { name } }) {
    const colleague = await registerColleague(context, actor, id, name);
    const lead = speaker(language)('events-registration.colleague.done', { name: colleague });
    return privately(registrationCard(await viewRegistration(context, actor, id), language, lead));
  },
});
