import { heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card, Message } from '../../../../core/message.js';
import { cardIn, sharedLabel } from '../../../../language/index.js';
import { closingControls } from '../../closing/controls.js';
import { topicsControls } from '../../proposals/controls.js';
import type { Month } from '../../rules/month.js';
import type { Refit } from '../../rules/refit.js';
import { cutTitle, HEADING_TITLE_MAX } from '../../rules/title.js';
import { titleIn } from '../../text-of.js';
import type { Topic } from '../../types.js';
import { planControls as controls } from '../controls.js';
import { moment, monthLabel } from './labels.js';

/** The call for proposals in the channel: the same in each language, and one row of buttons that all share. */
export function callMessage(month: Month, languages: readonly [Language, ...Language[]]): Message {
  const cards = languages.map((language) => {
    const label = monthLabel(month, language);
    return cardIn(language, (say) => [heading(say('topics-plan.call.title', { month: label })), paragraph(say('topics-plan.call.text'))]);
  });
  const buttons = [
    topicsControls.propose.button(sharedLabel(languages, 'topics.button.propose'), { style: 'primary' }),
    topicsControls.list.button(sharedLabel(languages, 'topics.button.list'), { id: '0' }),
  ];
  return { cards: [...cards, { language: languages[0], blocks: [{ type: 'actions', controls: buttons }] }] };
}

/** Tells who proposed or supports a topic that it is planned. */
export function plannedCard(topic: Topic, zone: string, as: 'proposer' | 'supporter', language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(`topics-plan.planned.${as}`)),
    { type: 'quote', text: [titleIn(topic, language)] },
    paragraph(say('topics-plan.planned.opens', { date: moment(topic.opensAt, zone, language) })),
    as === 'supporter' && note(say('topics-plan.planned.why-told')),
    { type: 'actions', controls: [controls.plan.button(say.plain('topics-plan.button.see-plan'), { id: topic.month })] },
  ]);
}

/** Tells them that it is open, where nobody could tell them that it was planned. */
export function openedEarlyCard(topic: Topic, as: 'proposer' | 'supporter', language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(`topics-plan.opened.${as}`)),
    { type: 'quote', text: [titleIn(topic, language)] },
    as === 'supporter' && note(say('topics-plan.planned.why-told')),
    { type: 'actions', controls: [closingControls.read.button(say.plain('topics-closing.button.topic'), { id: topic.id })] },
  ]);
}

/** Tells them that it is not held after all. */
export function putBackCard(title: string, as: 'proposer' | 'supporter', language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(`topics-plan.put-back.${as}`)),
    { type: 'quote', text: [title] },
    paragraph(say('topics-plan.put-back.then')),
    { type: 'actions', controls: [topicsControls.list.button(say.plain('topics.button.list'), { id: '0' })] },
  ]);
}

/** A topic opens in hours in which many are without power or network. */
export function topicOutageCard(topic: Topic, warnings: readonly string[], zone: string, language: Language): Card {
  const seen = { id: topic.id, version: topic.version };
  return cardIn(language, (say) => [
    paragraph(say('topics-plan.outage.text', { date: moment(topic.opensAt, zone, language) })),
    { type: 'quote', text: [titleIn(topic, language)] },
    ...warnings.map((warning) => paragraph(say('topics-plan.card.warning', { warning }))),
    {
      type: 'actions',
      controls: [
        controls.move.button(say.plain('topics-plan.button.move'), { id: seen }),
        controls.plan.button(say.plain('topics-plan.button.see-plan'), { id: topic.month }),
      ],
    },
  ]);
}

/** Fewer topics than the quota could be planned, or a month passed without a plan. */
export function gapCard(what: 'short' | 'missed', month: Month, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say(`topics-plan.gap.${what}`, { month: monthLabel(month, language) })),
    {
      type: 'actions',
      controls: [
        controls.urgent.button(say.plain('topics-plan.button.urgent')),
        controls.plan.button(say.plain('topics-plan.button.see-plan'), { id: month }),
      ],
    },
  ]);
}

/** The settings have changed since a month was approved: what a redraft would change. */
export function unlikeCard({ moved, dropped, free }: Refit<Topic>, month: Month, zone: string, language: Language): Card {
  const label = monthLabel(month, language);
  const short = (topic: Topic) => cutTitle(titleIn(topic, language), HEADING_TITLE_MAX);
  return cardIn(language, (say) => [
    heading(say('topics-plan.unlike.title', { month: label })),
    paragraph(say('topics-plan.unlike.text', { month: label })),
    {
      type: 'list',
      items: [
        ...moved.map(({ topic, to }) => say('topics-plan.unlike.moved', { title: short(topic), date: moment(to.opensAt, zone, language) })),
        ...dropped.map((topic) => say('topics-plan.unlike.dropped', { title: short(topic) })),
        ...(free > 0 ? [say('topics-plan.unlike.added', { count: free })] : []),
      ],
    },
    note(say('topics-plan.unlike.then')),
    {
      type: 'actions',
      controls: [
        controls.refit.button(say.plain('topics-plan.button.refit'), { id: month }),
        controls.plan.button(say.plain('topics-plan.button.see-plan'), { id: month }),
      ],
    },
  ]);
}

/** On the home page of advisers and organisers: a plan that waits for their approval. */
export function planHomeCard(month: Month, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics-plan.home.title')),
    paragraph(say('topics-plan.home.waiting', { month: monthLabel(month, language) })),
    { type: 'actions', controls: [controls.plan.button(say.plain('topics-plan.button.see-plan'), { id: month, style: 'primary' })] },
  ]);
}
