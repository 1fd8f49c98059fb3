import { type IdCodec, numberId } from '../../../feature-api/index.js';
import { FACILITATION_ROLES, type FacilitationRole, type TopicId } from '../types.js';
import { gone } from './find.js';
import { PROMPTS, type Prompt } from './prompt.js';

export const topicId = numberId<TopicId>(gone);

/** A topic and a word about it. */
function withWord<W extends string, K extends string>(words: readonly W[], name: K): IdCodec<{ topic: TopicId } & Record<K, W>> {
  return {
    shape: `\`<number>.\` and ${words.map((word) => `\`${word}\``).join(', ')}`,
    encode: (value) => `${value.topic}.${value[name]}`,
    decode(text) {
      const [id = '', given = ''] = text.split('.');
      const word = words.find((known) => known === given);
      if (word === undefined) throw gone();
      return { topic: topicId.decode(id), [name]: word } as { topic: TopicId } & Record<K, W>;
    },
  };
}

export const roleId: IdCodec<{ topic: TopicId; role: FacilitationRole }> = withWord(FACILITATION_ROLES, 'role');
export const promptId: IdCodec<{ topic: TopicId; prompt: Prompt }> = withWord(PROMPTS, 'prompt');
