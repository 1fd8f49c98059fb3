import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { summaryKey } from '../keys.js';
import { asLine, isTranslated, readTranslation } from '../rules/translation.js';
import type { SummaryTranslation } from '../types.js';
import type { Translating } from './ids.js';
import { viewForWriter, type WriterView, writable, write } from './summary.js';

/** What the form of a translation shows: what is there in that language, or what is to be translated. */
export async function translationContents(context: Context, { actor }: Request, { topic, language }: Translating) {
  const { summary, recommendations } = await writable(context, actor, topic);
  const known = summary.translations[language];
  return {
    values: {
      lessons: known?.lessons ?? summary.lessons,
      challenges: known?.challenges ?? summary.challenges,
      recommendations: recommendations.map(({ id, words }) => asLine(known?.recommendations[id] ?? words)),
    },
  };
}

/**
 * Saves what a summary says in another language; a posted one shows it at once. Empty fields take the translation away. Throws an
 * `InputError` for other recommendations than the summary has, and for what is still in its own language.
 */
export async function saveTranslation(
  context: Context,
  actor: Actor,
  { topic: id, language }: Translating,
  filled: Omit<SummaryTranslation, 'recommendations'> & { readonly recommendations: readonly string[] },
): Promise<WriterView> {
  const { topic, summary, recommendations } = await writable(context, actor, id);
  const translation = readTranslation(filled, recommendations);
  if (!translation) {
    throw new InputError('other recommendations', phrase('topics-closing.error.translated-lines', { count: recommendations.length }));
  }
  const { [language]: _before, ...others } = summary.translations;
  const isEmpty = filled.lessons.length + filled.challenges.length + filled.recommendations.length === 0;
  const isSame = filled.recommendations.every((line, index) => line === asLine(recommendations[index]?.words ?? ''));
  if (!isEmpty && isSame && !isTranslated({ ...translation, recommendations: {} }, summary))
    throw new InputError('not translated', phrase('topics-closing.error.untranslated'));
  await write(context, { ...summary, translations: isEmpty ? others : { ...others, [language]: translation } });
  if (summary.state === 'written') await context.deliveries.refresh(summaryKey(topic), context.now);
  return viewForWriter(context, actor, id);
}
