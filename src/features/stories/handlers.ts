import { privately } from '../../core/message.js';
import { type Handler, handleControls } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { doneCard, withdrawCard } from './cards/told.js';
import { storiesControls } from './controls.js';
import { gone, requireOwn } from './find.js';
import { storyId } from './ids.js';
import { closeOccasion } from './occasions.js';
import { answerNaming, namePerson, unnamePerson } from './people.js';
import { answer, answered, openedStory, shownList, shownMine, shownQueue, shownStory } from './replies.js';
import { approveStory, commentOn, declineStory, editStory } from './review.js';
import { beginStory, chooseAgreed, sendStory, withdrawStory, writeText } from './write.js';

const pageOf = (id: string): number => (/^\d{1,4}$/.test(id) ? Number(id) : 0);

export const storiesHandlers: readonly Handler[] = handleControls(storiesControls, {
  async share(context, request, { id: occasion, values: { agreed, ...text } }) {
    const id = await beginStory(context, request.actor, { ...text, ...agreed });
    if (occasion !== undefined) await closeOccasion(context, request.actor.id, occasion);
    return privately(await shownStory(context, request, id, speaker(request.language)('stories.done.begun')));
  },
  async write(context, request, { id: { id, language }, values }) {
    await writeText(context, request.actor, id, { ...values, language });
    return privately(await shownStory(context, request, id, speaker(request.language)('stories.done.saved')));
  },
  async agreed(context, request, { id, values }) {
    await chooseAgreed(context, request.actor, id, values.agreed);
    return privately(await shownStory(context, request, id, speaker(request.language)('stories.done.saved')));
  },
  async name(context, request, { id, values: { person } }) {
    await namePerson(context, request.actor, id, person);
    return privately(await shownStory(context, request, id, speaker(request.language)('stories.done.asked')));
  },
  async unname(context, request, { id: { id, member } }) {
    await unnamePerson(context, request.actor, id, member);
    return answer(request, await shownStory(context, request, id, speaker(request.language)('stories.done.saved')));
  },
  async send(context, request, { id }) {
    await sendStory(context, request.actor, id);
    return answer(request, await shownStory(context, request, id, speaker(request.language)('stories.done.sent')));
  },
  withdraw: async (context, request, { id }) =>
    answer(request, withdrawCard(await requireOwn(context, request.actor, id), request.language)),
  async 'withdraw-yes'(context, request, { id }) {
    const done = await withdrawStory(context, request.actor, id);
    return answer(request, doneCard(speaker(request.language)(`stories.done.${done}`), request.language));
  },
  mine: async (context, request, { id: page }) => answer(request, await shownMine(context, request, page)),
  list: async (context, request, { id }) => answer(request, await shownList(context, request, pageOf(id))),
  async show(context, request, { id, values: [chosen] }) {
    const shown = id ?? (chosen === undefined ? undefined : storyId.decode(chosen));
    if (shown === undefined) throw gone();
    const reply = await openedStory(context, request, shown);
    return { type: 'effects', effects: async () => reply };
  },
  async yes(context, request, { id }) {
    await answerNaming(context, request.actor, id, 'yes');
    return answered(context, request, 'stories.done.yes');
  },
  async no(context, request, { id }) {
    await answerNaming(context, request.actor, id, 'no');
    return answered(context, request, 'stories.done.no');
  },
  async 'not-now'(context, request, { id }) {
    await closeOccasion(context, request.actor.id, id);
    return answer(request, doneCard(speaker(request.language)('stories.done.not-now'), request.language));
  },

  review: async (context, request, { id }) => answer(request, await shownQueue(context, request, pageOf(id))),
  async approve(context, request, { id }) {
    await approveStory(context, request.actor, id);
    return answer(request, await shownQueue(context, request, 0, speaker(request.language)('stories.done.approved')));
  },
  async comment(context, request, { id, values: { comment } }) {
    await commentOn(context, request.actor, id, comment);
    return privately(await shownQueue(context, request, 0, speaker(request.language)('stories.done.given-back')));
  },
  async edit(context, request, { id, values }) {
    await editStory(context, request.actor, id, { ...values, language: id.language });
    return privately(await shownQueue(context, request, 0, speaker(request.language)('stories.done.edited')));
  },
  async decline(context, request, { id, values: { comment } }) {
    await declineStory(context, request.actor, id, comment);
    return privately(await shownQueue(context, request, 0, speaker(request.language)('stories.done.declined')));
  },
});
