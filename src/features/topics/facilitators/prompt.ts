import { localDateOf } from '../../../calendar/wall-clock.js';
import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import type { Request } from '../../../core/request.js';
import { after, DAY } from '../../../core/time.js';
import { type Context, linesField } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { inThread } from '../keys.js';
import { nextPrompt, PROMPT_DAYS } from '../rules/quiet.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { requireComing } from './find.js';
import { messageKey } from './keys.js';

/** What the bot can ask in a thread. `own`: a text of the facilitator's. */
export const PROMPTS = ['experience', 'challenge', 'advice'] as const;
export type Prompt = (typeof PROMPTS)[number];

const PROMPT_MAX = 500;

export const promptFields = {
  text: linesField({
    label: 'topics-facilitators.prompt.own-label',
    hint: 'topics-facilitators.prompt.own-hint',
    max: PROMPT_MAX,
    required: true,
  }),
};

export async function promptContents(context: Context, { actor }: Request, id: TopicId) {
  await requirePromptable(context, actor, id);
  return {};
}

/**
 * A topic in whose thread the member may let the bot write now: its facilitator, or an organiser where there is none. Throws an
 * `InputError` for a topic that is not open, or had a prompt within seven days.
 */
export async function requirePromptable(context: Context, actor: Actor, id: TopicId): Promise<Topic> {
  const topic = await requireComing(context, id);
  const mayWrite = topic.facilitator === null ? isAllowed(actor, 'organiser') : topic.facilitator === actor.id;
  if (!mayWrite) throw new AccessError('a topic of others', phrase('topics-facilitators.error.not-yours'));
  if (topic.state !== 'open') throw new InputError('not open', phrase('topics-facilitators.error.not-open'));
  if (nextPrompt(topic, context.now) !== undefined) throw await tooSoon(context, topic);
  return topic;
}

/** The bot writes a prompt in the topic's thread. Throws what `requirePromptable` throws. */
export async function postPrompt(
  context: Context,
  actor: Actor,
  id: TopicId,
  prompt: { readonly prompt: Prompt } | { readonly text: string },
): Promise<Topic> {
  const topic = await requirePromptable(context, actor, id);
  if (!(await topicsStore(context.tx).takePrompt(id, context.now, after(context.now, -PROMPT_DAYS * DAY)))) {
    throw await tooSoon(context, { ...topic, lastPromptAt: context.now });
  }
  const own = 'text' in prompt;
  await context.deliveries.plan({
    key: messageKey('prompt', id, context.now),
    kind: 'topics.facilitators.prompt',
    args: { topic: id, prompt: own ? 'own' : prompt.prompt, by: actor.id },
    to: inThread(topic),
    dueAt: context.now,
    ...(own && { words: { author: actor.id, text: prompt.text } }),
  });
  if (topic.facilitator !== actor.id) {
    await context.audit.append({ at: context.now, actor: actor.id, action: 'topics.prompt', details: { topic: id } });
  }
  return topic;
}

async function tooSoon(context: Context, topic: Pick<Topic, 'lastPromptAt'>): Promise<InputError> {
  const { timezone } = await context.community.settings();
  const day = (at: typeof context.now) => ({ type: 'day' as const, date: localDateOf(at, timezone) });
  const last = topic.lastPromptAt ?? context.now;
  return new InputError(
    'a prompt within seven days',
    phrase('topics-facilitators.error.prompted', { last: day(last), next: day(after(last, PROMPT_DAYS * DAY)) }),
  );
}
