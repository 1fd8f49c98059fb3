import type { Language } from '../../../core/language.js';
import { LANGUAGES } from '../../../core/language.js';
import type { Searchable, SearchSource } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { type TopicRecord, topicsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { PostedSummary } from '../types.js';
import { closingControls } from './controls.js';
import { postedSummary } from './posted.js';

/** Summaries of topics, as they were posted last. */
export const topicsSearch: SearchSource = {
  async searchable(context, language) {
    const records = await topicsStore(context.tx).topicRecords();
    return records.flatMap((record) => {
      const posted = postedSummary(record);
      return posted ? [searchableOf(record, posted, language)] : [];
    });
  },
};

function searchableOf({ topic }: TopicRecord, posted: PostedSummary, language: Language): Searchable {
  const { id, sector, texts } = topic;
  const languages = [...LANGUAGES].sort((one, other) => Number(other === language) - Number(one === language));
  return {
    title: titleIn(topic, language),
    kind: speaker(language).plain('topics-closing.found'),
    sectors: sector === null ? [] : [sector],
    texts: languages.flatMap((each) => {
      const lines = [...linesIn(posted, each), ...(texts[each] ? [texts[each].title, texts[each].question] : [])];
      return lines.length === 0 ? [] : [{ language: each, text: lines.join('\n') }];
    }),
    button: (label) => closingControls.read.button(label, { id }),
  };
}

/** What a summary says in a language; nothing in one that it has not been translated into. */
function linesIn({ language: own, lessons, challenges, resources, recommendations, translations }: PostedSummary, language: Language) {
  if (language === own) return [...lessons, ...challenges, ...recommendations.map(({ words }) => words), ...resources];
  const translated = translations[language];
  if (!translated) return [];
  return [...translated.lessons, ...translated.challenges, ...Object.values(translated.recommendations)];
}
