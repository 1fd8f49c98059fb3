import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatInstant, isolate, speaker } from '../../../../language/index.js';
import { cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import { encodeTopicQuery } from '../../rules/topic-query.js';
import { inLanguage } from '../../rules/translation.js';
import { textIn, titleIn } from '../../text-of.js';
import type { PostedSummary, Topic } from '../../types.js';
import { closingControls as controls } from '../controls.js';
import { postedSummary, replacedSummaries } from '../posted.js';
import type { TopicView } from '../view.js';
import { sectorText, stateText } from './labels.js';
import { summaryBlocks, thanksBlocks, titlesIn } from './summary.js';

/** A topic with its summary, and what the reader can do about it. `lead` is said first. */
export function topicCard(view: TopicView, language: Language, lead?: Text): Card {
  const { topic, summary, zone, facilitator, thanks } = view;
  const { title = '', question = '' } = textIn(topic, language) ?? {};
  const short = cutTitle(title, HEADING_TITLE_MAX);
  const posted = postedSummary(view);
  const said = posted && inLanguage(posted, posted.recommendations, language);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading([short]),
    short !== title && { type: 'quote', text: [title] },
    question !== '' && { type: 'quote', text: [question] },
    {
      type: 'facts',
      items: [
        { label: say('topics-closing.card.state'), value: [stateText(view, zone, language)] },
        { label: say('topics.form.sector'), value: [sectorText(topic.sector, language)] },
        { label: say('topics.form.language'), value: [say.plain(`common.language.${topic.language}`)] },
        ...(facilitator === undefined ? [] : [{ label: say('topics-closing.card.facilitator'), value: [isolate(facilitator)] }]),
      ],
    },
    ...(posted ? [{ type: 'divider' } as const, heading(say('topics-closing.summary.title'))] : []),
    posted && summary?.state === 'asked' && note(say('topics-closing.card.reopened-since')),
    ...(said ? summaryBlocks(said.summary, said.recommendations, { titles: titlesIn(language), languages: [language] }) : []),
    ...(posted ? thanksBlocks(thanks, titlesIn(language), language) : []),
    ...replacedSummaries(view).flatMap((one) => replacedBlocks(one, zone, language)),
    ...actionBlocks(view, language),
  ]);
}

function replacedBlocks(replaced: PostedSummary, zone: string, language: Language): readonly Block[] {
  const date = formatInstant(replaced.writtenAt, zone, language, 'short-date');
  const said = inLanguage(replaced, replaced.recommendations, language);
  return [
    { type: 'divider' },
    heading(speaker(language)('topics-closing.export.earlier', { date })),
    ...summaryBlocks(said.summary, said.recommendations, { titles: titlesIn(language), languages: [language] }),
  ];
}

function actionBlocks({ topic, summary, mayWrite, maySteer, isOrganiser }: TopicView, language: Language): readonly Block[] {
  const say = speaker(language);
  const { id, state } = topic;
  const isPosted = summary?.state === 'written';
  const buttons: readonly Button[] = [
    ...(mayWrite && summary !== undefined
      ? [
          controls.draft.button(say.plain(isPosted ? 'topics-closing.button.edit' : 'topics-closing.button.write'), {
            id,
            ...(!isPosted && { style: 'primary' as const }),
          }),
        ]
      : []),
    ...(maySteer && state === 'open' ? [controls['close-topic'].button(say.plain('topics-closing.button.close'), { id })] : []),
    ...(maySteer && state === 'closed' ? [controls['reopen-topic'].button(say.plain('topics-closing.button.reopen'), { id })] : []),
    ...(isOrganiser && state !== 'planned' ? [controls['export-topic'].button(say.plain('topics-closing.button.export'), { id })] : []),
    controls.browse.button(say.plain('topics-closing.button.browse'), { id: encodeTopicQuery({ page: 0 }) }),
  ];
  return [{ type: 'actions', controls: buttons }];
}

/** What was done to a topic, in a sentence, and the way to it. */
export function doneCard(topic: Topic, text: Text, language: Language): Card {
  return card(
    language,
    paragraph(text),
    { type: 'quote', text: [titleIn(topic, language)] },
    {
      type: 'actions',
      controls: [controls.read.button(speaker(language).plain('topics-closing.button.topic'), { id: topic.id })],
    },
  );
}
