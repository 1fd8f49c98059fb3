import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn, formatInstant, speaker } from '../../../../language/index.js';
import { cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import { titleIn } from '../../text-of.js';
import type { Recommendation, Topic } from '../../types.js';
import { closingControls as controls } from '../controls.js';
import { recommendationText } from './summary.js';

const quoted = (topic: Topic, language: Language): Block => ({ type: 'quote', text: [titleIn(topic, language)] });

/** In the thread: the discussion ends soon. */
export function lastCallCard(topic: Topic, zone: string, language: Language): Card {
  const date = topic.closesAt === null ? '' : formatInstant(topic.closesAt, zone, language, 'date-time');
  return cardIn(language, (say) => [
    paragraph(say('topics-closing.last-call.text', { date })),
    note(say('topics-closing.last-call.marks')),
  ]);
}

/** In the thread: the discussion is over, or goes on. */
export function closedCard(language: Language): Card {
  return card(language, paragraph(speaker(language)('topics-closing.closed.text')));
}

export function reopenedCard(topic: Topic, zone: string, language: Language): Card {
  const date = topic.closesAt === null ? '' : formatInstant(topic.closesAt, zone, language, 'date-time');
  return card(language, paragraph(speaker(language)('topics-closing.reopened.text', { date })));
}

/** Asks a volunteer for the summary. `facilitated`: they facilitated the topic. */
export function summaryAskedCard(topic: Topic, { facilitated }: { readonly facilitated: boolean }, days: number, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(facilitated ? 'topics-closing.asked.facilitator' : 'topics-closing.asked.volunteer')),
    quoted(topic, language),
    paragraph(say('topics-closing.asked.how', { days })),
    writeButton(topic, language),
  ]);
}

/** Tells organisers that nobody has written a summary. */
export function summaryOverdueCard(topic: Topic, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('topics-closing.overdue.message')),
    quoted(topic, language),
    writeButton(topic, language),
  ]);
}

function writeButton({ id }: Topic, language: Language): Block {
  const label = speaker(language).plain('topics-closing.button.write');
  return { type: 'actions', controls: [controls.draft.button(label, { id, style: 'primary' })] };
}

/** Asks what became of a recommendation. */
export function reviewCard(topic: Topic, recommendation: Recommendation, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('topics-closing.review.text', { title: titleIn(topic, language) })),
    { type: 'quote', text: recommendationText(recommendation, [language], language) },
    {
      type: 'actions',
      controls: [controls.outcome.button(say.plain('topics-closing.button.outcome'), { id: recommendation.id, style: 'primary' })],
    },
  ]);
}

/** On the home page: the summaries that the member is asked for; for advisers and organisers how many are missing. */
export function closingHomeCard(
  { asked, missing }: { readonly asked: readonly Topic[]; readonly missing: number },
  language: Language,
): Card {
  return cardIn(language, (say) => [
    heading(say('topics-closing.home.title')),
    asked.length > 0 && paragraph(say('topics-closing.home.asked', { count: asked.length })),
    ...asked.flatMap((topic): Block[] => [
      { type: 'quote', text: [cutTitle(titleIn(topic, language), HEADING_TITLE_MAX)] },
      writeButton(topic, language),
    ]),
    missing > 0 && paragraph(say('topics-closing.home.missing', { count: missing })),
    missing > 0 && { type: 'actions', controls: [controls.overdue.button(say.plain('topics-closing.button.overdue'))] },
  ]);
}
