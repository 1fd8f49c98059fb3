import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import { remindersCard } from './cards.js';
import { chooseReminders, reminderChoice } from './choose.js';
import { reminderControls } from './controls.js';

export const reminderHandlers: readonly Handler[] = handleControls(reminderControls, {
  reminders: async (context, request) =>
    answerWith(request, remindersCard(await reminderChoice(context, request.actor.id), request.language)),
  async 'choose-reminders'(context, request, { values }) {
    const chosen = await chooseReminders(context, request.actor.id, values);
    return answerWith(request, remindersCard(chosen, request.language, speaker(request.language)('events.done.saved')));
  },
});
