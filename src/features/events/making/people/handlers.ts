import { privately, type Reply } from '../../../../core/message.js';
import type { Request } from '../../../../core/request.js';
import type { Text } from '../../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../../feature-api/index.js';
import { speaker } from '../../../../language/index.js';
import { requireEvent } from '../../find.js';
import { answerWith } from '../../replies.js';
import type { EventId } from '../../types.js';
import { agreeToPart, refusePart } from './answer.js';
import { partAnswerCard } from './cards/part.js';
import { peopleCard } from './cards/people.js';
import { addGuest, addMember, removePerson } from './change.js';
import { peopleControls, personId } from './controls.js';
import { peopleFor } from './named.js';

async function shown(context: Context, { actor, language }: Request, id: EventId, lead?: Text) {
  const { event } = await requireEvent(context, id, actor);
  return peopleCard({ event, people: await peopleFor(context, id), reader: actor.id }, language, lead);
}

const privateList = async (context: Context, request: Request, id: EventId, lead: Text): Promise<Reply> =>
  privately(await shown(context, request, id, lead));

export const peopleHandlers: readonly Handler[] = handleControls(peopleControls, {
  people: async (context, request, { id }) => answerWith(request, await shown(context, request, id)),
  async 'people-add'(context, request, { id, values }) {
    const { name, member } = await addMember(context, request.actor, id, values);
    const say = speaker(request.language);
    return privateList(
      context,
      request,
      id.id,
      member === request.actor.id ? say('events-people.done.added-self') : say('events-people.done.added', { name }),
    );
  },
  async 'people-guest'(context, request, { id, values }) {
    await addGuest(context, request.actor, id, values);
    return privateList(context, request, id.id, speaker(request.language)('events-people.done.guest', { name: values.name }));
  },
  async 'people-remove'(context, request, { id, values: [chosen = ''] }) {
    await removePerson(context, request.actor, id, personId.decode(chosen));
    return answerWith(request, await shown(context, request, id.id, speaker(request.language)('events.done.saved')));
  },
  'part-yes': async (context, request, { id }) =>
    answerWith(request, partAnswerCard(await agreeToPart(context, request.actor, id), 'yes', request.language)),
  'part-no': async (context, request, { id }) =>
    answerWith(request, partAnswerCard(await refusePart(context, request.actor, id), 'no', request.language)),
});
