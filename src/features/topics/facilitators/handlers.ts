import { AccessError } from '../../../core/errors.js';
import { privately } from '../../../core/message.js';
import type { Asker, Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import { offerDirectMessages } from '../../members/public.js';
import { answer } from '../proposals/replies.js';
import type { Topic, TopicId } from '../types.js';
import { agree, refuse } from './answer.js';
import { planNext } from './ask.js';
import { answeredCard } from './cards/ask.js';
import { guideCard } from './cards/guide.js';
import { promptedCard, promptsCard } from './cards/prompt.js';
import { volunteerCard } from './cards/volunteer.js';
import { facilitatorControls } from './controls.js';
import { requireOwn } from './find.js';
import { writeGuiding } from './guiding.js';
import { mine, ownTopic } from './mine.js';
import { postPrompt, requirePromptable } from './prompt.js';
import { stopVolunteering, volunteer } from './volunteer.js';

export const facilitatorHandlers: readonly Handler[] = handleControls(facilitatorControls, {
  async volunteer(context, request, { id: offered }) {
    const { actor, language } = request;
    if (offered === 'stop') await stopVolunteering(context, actor.id);
    else await volunteer(context, actor.id, offered === 'learns');
    const card = volunteerCard(await mine(context, actor), language, speaker(language)(`topics-facilitators.done.${offered}`));
    return answer(request, card, ...(offered === 'stop' ? [] : await offerDirectMessages(context, request.account, language)));
  },
  async 'agree-to'(context, request, { id: { topic: id, role } }) {
    const { type, topic } = await agree(context, request.actor, id, role);
    if (type === 'later') return answer(request, answeredCard('later', topic, role, request.language));
    return answer(request, await shownGuide(context, request, topic, 'agreed'));
  },
  async 'refuse-to'(context, request, { id: { topic, role } }) {
    return answer(request, answeredCard('refused', await refuse(context, request.actor, topic, role), role, request.language));
  },
  guide: async (context, request, { id }) =>
    answer(request, await shownGuide(context, request, await requireOwn(context, request.actor, id))),
  async 'guiding-questions'(context, request, { id, values: { first, second, third } }) {
    const topic = await writeGuiding(context, request.actor, id, [first, second, third]);
    return privately(await shownGuide(context, request, topic, topic.guiding === null ? 'usual' : 'guiding'));
  },
  async 'hand-over'(context, request, { id }) {
    await requireFacilitator(context, request, id);
    const topic = await refuse(context, request.actor, id, 'facilitator');
    return answer(request, answeredCard('handed-over', topic, 'facilitator', request.language));
  },
  async 'find-shadow'(context, request, { id }) {
    const topic = await requireFacilitator(context, request, id);
    await planNext(context, id, 'shadow');
    return answer(request, await shownGuide(context, request, topic, 'shadow-asked'));
  },
  prompts: async (context, request, { id }) =>
    answer(request, promptsCard(await requirePromptable(context, request.actor, id), request.language)),
  async prompt(context, request, { id: { topic, prompt } }) {
    return answer(request, promptedCard(await postPrompt(context, request.actor, topic, { prompt }), request.language));
  },
  async 'own-prompt'(context, { actor, language }, { id, values: { text } }) {
    return privately(promptedCard(await postPrompt(context, actor, id, { text }), language));
  },
});

async function shownGuide(
  context: Context,
  { actor, language }: Asker,
  topic: Topic,
  done?: 'usual' | 'guiding' | 'shadow-asked' | 'agreed',
) {
  const own = await ownTopic(context, topic, actor);
  // The button for a shadow is left out, because the next one who wants to learn is about to be asked.
  const shown = done === 'shadow-asked' || done === 'agreed' ? { ...own, mayHaveShadow: false } : own;
  const lead = done !== undefined && done !== 'agreed' ? speaker(language)(`topics-facilitators.done.${done}`) : undefined;
  return guideCard(shown, language, lead);
}

async function requireFacilitator(context: Context, { actor }: Pick<Request, 'actor'>, id: TopicId): Promise<Topic> {
  const topic = await requireOwn(context, actor, id);
  if (topic.facilitator !== actor.id) throw new AccessError('not the facilitator', phrase('topics-facilitators.error.not-yours'));
  return topic;
}
