import { type Card, privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { offerDirectMessages } from '../../members/public.js';
import { changedMeanwhile, requireEvent } from '../find.js';
import { answerWith } from '../replies.js';
import { answer } from './answer.js';
import { registrationCard } from './cards/registration.js';
import { registerColleague } from './colleague.js';
import { registrationControls } from './controls.js';
import { answersIn } from './question-fields.js';
import { questionsOf } from './question-forms.js';
import { agreeToRecording, remindOf } from './remind.js';
import { answerSecond } from './second-form.js';
import { type RegistrationView, viewRegistration } from './view.js';

/** Asks somebody who waits, and can't be told of a free place, whether the bot may write to them. */
async function toBeTold(context: Context, { account, language }: Request, { told }: RegistrationView): Promise<readonly Card[]> {
  return told ? [] : offerDirectMessages(context, account, language);
}

export const registrationHandlers: readonly Handler[] = handleControls(registrationControls, {
  async answer(context, request, { id: { event, answer: given } }) {
    const view = await answer(context, request.actor, event, given);
    if (view) return answerWith(request, registrationCard(view, request.language), ...(await toBeTold(context, request, view)));
    const { event: asking } = await requireEvent(context, event, request.actor);
    const attends = given === 'online' ? 'online' : 'room';
    return registrationControls.register.open(context, request, { id: { event, version: asking.version, attends } });
  },
  async register(context, request, { id: { event, version, attends }, values }) {
    const view = await answer(context, request.actor, event, attends, (asking) => {
      if (asking.version !== version) throw changedMeanwhile();
      return answersIn(asking.questions, values);
    });
    return privately(...(view ? [registrationCard(view, request.language), ...(await toBeTold(context, request, view))] : []));
  },
  async second(context, { actor, language }, { id, values }) {
    const view = await answerSecond(context, actor, id.id, answersIn(await questionsOf(context, id, 'secondForm'), values));
    return privately(registrationCard(view, language, speaker(language)('events-registration.second.done')));
  },
  async recording(context, request, { id: { event, isWanted } }) {
    const view = await agreeToRecording(context, request.actor, event, isWanted);
    return answerWith(request, registrationCard(view, request.language, speaker(request.language)('events.done.saved')));
  },
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
