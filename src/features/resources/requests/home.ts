import { type Actor, isAllowed } from '../../../core/access.js';
import type { Language } from '../../../core/language.js';
import { mapLookup } from '../../../core/lookup.js';
import type { Card } from '../../../core/message.js';
import type { Context, HomeSection, Offer } from '../../../feature-api/index.js';
import { requestsStore } from '../store/requests.js';
import { answeredCard } from './cards/answer.js';
import { askedCard } from './cards/told.js';
import { givenOf, namesOf } from './find.js';
import { openRequest } from './messages.js';
import type { RequestId } from './types.js';

/** How many of each are shown at once. */
const SHOWN_MAX = 2;

async function questionCards(context: Context, ids: readonly RequestId[], language: Language): Promise<readonly Card[]> {
  const cards = [];
  for (const id of ids) {
    const found = await openRequest(context, id);
    if (found) cards.push(askedCard(found.request, found.author, language));
  }
  return cards;
}

/** Answers that the member has not decided about. */
async function answerCards(context: Context, { id, language }: Actor): Promise<readonly Card[]> {
  const store = requestsStore(context.tx);
  const answered = await store.requestsOf(id, SHOWN_MAX, ['answered']);
  const cards = [];
  for (const request of await store.wholeRequests(answered.map((one) => one.id))) {
    const waiting = request.answers.filter(({ state }) => state === 'given').slice(0, SHOWN_MAX);
    const given = await givenOf(context, waiting, await namesOf(context, request, waiting));
    cards.push(...given.map((one) => answeredCard(request, one, language, false)));
  }
  return cards;
}

/** What the member was given, and what they may be able to help with. */
export const requestsHome: HomeSection = {
  async cards(context, member) {
    if (!isAllowed(member, 'member')) return [];
    const questions = await context.tx.find(requestsStore(context.tx).questionsOf(member.id, SHOWN_MAX));
    return [...(await answerCards(context, member)), ...(await questionCards(context, questions, member.language))];
  },
};

/** Asks below the member's next private answer, once; after that only their home page asks. */
export const offerQuestions: Offer = (context, { actor, language }) => {
  if (!isAllowed(actor, 'member')) return undefined;
  const store = requestsStore(context.tx);
  return mapLookup(store.questionsOf(actor.id, 1, 'unseen'), (questions) => async () => {
    if (questions.length > 0) await store.noteQuestionsShown(questions, actor.id, context.now);
    return questionCards(context, questions, language);
  });
};
