import { privately } from '../../../../core/message.js';
import { type Handler, handleControls } from '../../../../feature-api/index.js';
import { speaker } from '../../../../language/index.js';
import { draftCard } from '../../making/cards/draft.js';
import { viewDraft } from '../../making/view.js';
import { answerWith } from '../../replies.js';
import { applicantsOf, select } from './applicants.js';
import { applicantsCard } from './cards/applicants.js';
import { registrantsCard, sheetCard } from './cards/list.js';
import { organisingControls } from './controls.js';
import { noteTaken, registrantsFiles, registrantsOf } from './list-file.js';
import { changeQuestions, changeWho } from './questions.js';
import { sheetFile, sheetsOf } from './sheet.js';

export const organisingHandlers: readonly Handler[] = handleControls(organisingControls, {
  async who(context, { actor, language }, { id, values }) {
    await changeWho(context, actor, id, values);
    return privately(draftCard(await viewDraft(context, actor, id.id), language, speaker(language)('events.done.saved')));
  },
  async questions(context, { actor, language }, { id: { list, ...seen }, values }) {
    const { question1, question2, question3, question4, question5 } = values;
    const questions = [question1, question2, question3, question4, question5].filter((question) => question !== undefined);
    await changeQuestions(context, actor, seen, { list, questions });
    return privately(draftCard(await viewDraft(context, actor, seen.id), language, speaker(language)('events.done.saved')));
  },
  applicants: async (context, request, { id: { id, page } }) =>
    answerWith(request, applicantsCard(await applicantsOf(context, request.actor, id), page, request.language)),
  async registrants(context, { actor, language }, { id }) {
    const { event, registrants } = await registrantsOf(context, actor, id);
    const cards = [registrantsCard(event, registrants.length, language)];
    const files = await registrantsFiles(event, registrants, language);
    return {
      type: 'effects',
      async effects(inside) {
        await noteTaken(inside, actor, id);
        return { type: 'message', visibility: 'private', message: { cards, files } };
      },
    };
  },
  async sheet(context, { actor, language }, { id }) {
    const sheets = await sheetsOf(context, actor, id);
    await noteTaken(context, actor, id);
    const cards = [sheetCard(sheets.event, sheets.people.length, language)];
    return { type: 'message', visibility: 'private', message: { cards, files: [sheetFile(sheets, language)] } };
  },
  async select(context, { actor, language }, { id, values }) {
    const counts = await select(context, actor, id, values);
    const lead = speaker(language)('events-registration.select.done', counts);
    return privately(applicantsCard(await applicantsOf(context, actor, id), 0, language, lead));
  },
});
