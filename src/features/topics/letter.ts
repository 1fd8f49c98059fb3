import type { Language } from '../../core/language.js';
import type { LetterItem, LetterPart, LetterPeriod } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { FEATURE } from './names.js';
import { inLanguage } from './rules/translation.js';
import { type TopicRecord, topicsStore } from './store/index.js';
import { textIn } from './text-of.js';

/** How many lessons of a summary the letter shows. */
const LESSONS = 3;

/** What discussions came to, and what is discussed now. Topics for one sector alone are left out. */
export const topicsLetter: LetterPart = {
  async sections(context, period, language) {
    const say = speaker(language);
    const records = (await topicsStore(context.tx).topicRecords()).filter(({ topic }) => !topic.forSector);
    return [
      {
        title: say.plain('topics-letter.summaries'),
        items: records.flatMap((record) => summaryItem(record, period, language)),
        hint: say.plain('topics-letter.more', { command: '/topics list' }),
      },
      {
        title: say.plain('topics-letter.open'),
        items: records.flatMap((record) => openItem(record, period, language)),
        hint: say.plain('topics-letter.join'),
      },
    ];
  },
};

const keyOf = ({ topic }: TopicRecord): string => `${FEATURE}:${topic.id}`;

function summaryItem(record: TopicRecord, { from, to }: LetterPeriod, language: Language): readonly LetterItem[] {
  const { topic, summary, recommendations } = record;
  if (topic.state !== 'closed' || summary?.state !== 'written' || summary.writtenAt === null) return [];
  if (summary.writtenAt < from || summary.writtenAt >= to) return [];
  const { lessons } = inLanguage(summary, recommendations, language).summary;
  const text = lessons.slice(0, LESSONS).join('\n');
  return [{ key: keyOf(record), title: textIn(topic, language)?.title ?? '', ...(text !== '' && { text }) }];
}

/** A topic that opened within the period and was still open when it ended. */
function openItem(record: TopicRecord, { from, to }: LetterPeriod, language: Language): readonly LetterItem[] {
  const { topic } = record;
  if (topic.state !== 'open' || topic.openedAt === null || topic.openedAt < from || topic.openedAt >= to) return [];
  const text = textIn(topic, language);
  return [{ key: keyOf(record), title: text?.title ?? '', ...(text && text.question !== '' && { text: text.question }) }];
}
