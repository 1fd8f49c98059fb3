import { heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatList, speaker } from '../../../../language/index.js';
import { cutTitle, HEADING_TITLE_MAX, OPTION_TITLE_MAX } from '../../rules/title.js';
import { translatedInto } from '../../rules/translation.js';
import { titleIn } from '../../text-of.js';
import { closingControls as controls } from '../controls.js';
import { markedLeft } from '../form-contents.js';
import { RECOMMENDATIONS_MAX } from '../limits.js';
import type { Recommended } from '../recommend.js';
import type { WriterView } from '../summary.js';
import { recommendationText, summaryBlocks, titlesIn } from './summary.js';

/** A summary for who writes it: as it is so far, and what can be done with it. */
export function draftCard(view: WriterView, language: Language, lead?: Text): Card {
  const { topic, summary, recommendations, marked } = view;
  const read = { topic: topic.id, version: summary.version };
  const isPosted = summary.state === 'written';
  const blocks = summaryBlocks(summary, recommendations, { titles: titlesIn(language), languages: [language] });
  const left = markedLeft(view).length;
  const isUntouched = summary.version === 1 && blocks.length === 0;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([cutTitle(titleIn(topic, language), HEADING_TITLE_MAX)]),
    note(say(isPosted ? 'topics-closing.draft.posted' : 'topics-closing.draft.unposted')),
    ...(blocks.length === 0 ? [paragraph(say('topics-closing.draft.nothing'))] : blocks),
    isUntouched &&
      marked.lesson.length + marked.challenge.length > 0 &&
      note(say('topics-closing.draft.marked', { count: marked.lesson.length + marked.challenge.length })),
    left > 0 && note(say('topics-closing.draft.marked-recommendations', { count: left })),
    ...translationBlocks(view, language),
    ...recommendationMenu(view, language),
    {
      type: 'actions',
      controls: [
        controls.summary.button(say.plain(isUntouched ? 'topics-closing.button.write' : 'topics-closing.button.edit'), {
          id: read,
          ...(isUntouched && { style: 'primary' as const }),
        }),
        ...(recommendations.length < RECOMMENDATIONS_MAX
          ? [
              controls.recommend.button(say.plain('topics-closing.button.recommend'), {
                id: { topic: topic.id, recommendation: undefined },
              }),
            ]
          : []),
        ...(!isPosted && topic.state === 'closed' && blocks.length > 0
          ? [controls['summary-post'].button(say.plain('topics-closing.button.post'), { id: read, style: 'primary' })]
          : []),
      ],
    },
  ]);
}

/** The other languages of the community: into which of them it is translated, and the way to each. */
function translationBlocks({ topic, summary, recommendations, languages }: WriterView, language: Language): readonly Block[] {
  const others = languages.filter((one) => one !== summary.language);
  if (others.length === 0 || summary.lessons.length + summary.challenges.length + recommendations.length === 0) return [];
  const say = speaker(language);
  const nameOf = (one: Language) => say.plain(`common.language.${one}`);
  const done = translatedInto(summary, others).map(nameOf);
  return [
    note(
      done.length === 0
        ? say('topics-closing.draft.one-language', { language: nameOf(summary.language) })
        : say('topics-closing.draft.translated', { languages: formatList(done, language) }),
    ),
    {
      type: 'actions',
      controls: others.map((one) =>
        controls.translate.button(say.plain('topics-closing.button.translate', { language: nameOf(one) }), {
          id: { topic: topic.id, language: one },
        }),
      ),
    },
  ];
}

function recommendationMenu({ topic, recommendations }: WriterView, language: Language): readonly Block[] {
  if (recommendations.length === 0) return [];
  const label = speaker(language).plain('topics-closing.draft.choose');
  const options = recommendations.map(({ id, words }) => ({
    value: String(id),
    label: cutTitle(words.replace(/\s+/g, ' '), OPTION_TITLE_MAX),
  }));
  return [{ type: 'actions', controls: [controls.recommendation.menu({ label, options }, { id: topic.id })] }];
}

/** One recommendation, to be changed, removed, or to tell what became of it. */
export function recommendationCard({ topic, recommendation }: Recommended, language: Language, lead?: Text): Card {
  const of = { topic: topic.id, recommendation: recommendation.id };
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    { type: 'quote', text: recommendationText(recommendation, [language], language) },
    {
      type: 'actions',
      controls: [
        controls.outcome.button(say.plain('topics-closing.button.outcome'), { id: recommendation.id, style: 'primary' }),
        controls.recommend.button(say.plain('topics-closing.button.change'), { id: of }),
        controls['recommend-remove'].button(say.plain('topics-closing.button.remove'), { id: of, style: 'danger' }),
      ],
    },
    { type: 'actions', controls: [controls.draft.button(say.plain('common.back'), { id: topic.id })] },
  ]);
}
