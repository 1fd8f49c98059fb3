import type { Actor } from '../../../core/access.js';
import type { Request } from '../../../core/request.js';
import { type Context, linesField } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import type { Topic, TopicId } from '../types.js';
import { requireOwn } from './find.js';
import { refreshOpening } from './refresh.js';

const GUIDING_MAX = 200;

const question = (
  label: 'topics-facilitators.guiding.first' | 'topics-facilitators.guiding.second' | 'topics-facilitators.guiding.third',
) => linesField({ label, max: GUIDING_MAX });

/** Up to three guiding questions. */
export const guidingFields = {
  first: question('topics-facilitators.guiding.first'),
  second: question('topics-facilitators.guiding.second'),
  third: question('topics-facilitators.guiding.third'),
};

export async function guidingContents(context: Context, { actor, language }: Request, id: TopicId) {
  const { guiding, language: written } = await requireOwn(context, actor, id);
  const [first = '', second = '', third = ''] = guiding ?? [];
  const say = speaker(language);
  return {
    values: { first, second, third },
    introduction: say('topics-facilitators.guiding.text', { language: say.plain(`common.language.${written}`) }),
  };
}

/** Keeps the guiding questions of a topic; without any, the usual ones are asked. Throws what `requireOwn` throws. */
export async function writeGuiding(context: Context, actor: Actor, id: TopicId, questions: readonly string[]): Promise<Topic> {
  const topic = await requireOwn(context, actor, id);
  const written = questions.filter((text) => text !== '');
  const guiding = written.length === 0 ? null : written;
  await topicsStore(context.tx).updateTopic(id, { guiding });
  await refreshOpening(context, topic);
  return { ...topic, guiding };
}
