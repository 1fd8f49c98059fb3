import { card, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import { cardIn, formatInstant, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import type { Topic } from '../../types.js';
import { facilitatorControls as controls } from '../controls.js';
import type { Suggestions } from '../suggest.js';
import { moment, openingOf, titleQuote } from './labels.js';

const HOW_TO_VOLUNTEER = '/topics facilitate';

/** Tells organisers that nobody has agreed to facilitate a topic. */
export const missingCard = withoutFacilitator('missing');
/** Tells organisers that a topic has lost its facilitator. */
export const goneCard = withoutFacilitator('gone');

function withoutFacilitator(news: 'missing' | 'gone') {
  return (topic: Topic, zone: string, language: Language): Card => {
    const values = { date: openingOf(topic, zone, language) };
    return cardIn(language, (say) => [
      heading(say(`topics-facilitators.${news}.title`)),
      titleQuote(topic, language),
      paragraph(say(topic.state === 'open' ? 'topics-facilitators.gone.open' : `topics-facilitators.${news}.text`, values)),
      paragraph(say('topics-facilitators.missing.what-to-do', { command: HOW_TO_VOLUNTEER })),
    ]);
  };
}

/** Tells the facilitator that the topic has become quiet, with what may help; without one, the organisers. */
export function nudgeCard(
  {
    topic,
    suggestions,
    zone,
    isFacilitator,
  }: {
    readonly topic: Topic;
    readonly suggestions: Suggestions;
    readonly zone: string;
    readonly isFacilitator: boolean;
  },
  language: Language,
): Card {
  const { id } = topic;
  return cardIn(language, (say) => [
    heading(say('topics-facilitators.nudge.title')),
    titleQuote(topic, language),
    paragraph(say(isFacilitator ? 'topics-facilitators.nudge.text' : 'topics-facilitators.nudge.organisers')),
    ...suggestionBlocks(topic, suggestions, zone, language),
    {
      type: 'actions',
      controls: [
        controls.prompts.button(say.plain('topics-facilitators.button.prompts'), { id }),
        ...(isFacilitator ? [controls['hand-over'].button(say.plain('topics-facilitators.button.hand-over'), { id })] : []),
      ],
    },
  ]);
}

function suggestionBlocks(
  { sector }: Topic,
  { member, question, resource }: Suggestions,
  zone: string,
  language: Language,
): readonly Block[] {
  const say = speaker(language);
  if (!member && !question && resource === undefined) return [paragraph(say('topics-facilitators.nudge.none'))];
  return [
    ...(member && sector !== null
      ? [paragraph(say('topics-facilitators.nudge.member', { name: member.name, sector: sectorLabel(sector, language) }))]
      : []),
    ...(question
      ? [
          paragraph(say('topics-facilitators.nudge.question', { date: formatInstant(question.writtenAt, zone, language, 'short-date') })),
          ...(question.words === null ? [] : [{ type: 'quote', text: [firstLine(question.words)] } as const]),
        ]
      : []),
    ...resourceBlocks(resource, language),
  ];
}

function resourceBlocks(resource: Suggestions['resource'], language: Language): readonly Block[] {
  const say = speaker(language);
  if (resource === undefined) return [];
  if (typeof resource === 'string') {
    return [paragraph(say('topics-facilitators.nudge.resource', { link: { type: 'link', url: resource, label: resource } }))];
  }
  const { title, facts, command } = resource;
  return [paragraph(say('topics-facilitators.nudge.library', { title, facts: facts(language), command }))];
}

const QUOTED_MAX = 200;

function firstLine(words: string): string {
  const [line = ''] = words.trim().split('\n');
  const letters = [...line];
  return letters.length > QUOTED_MAX ? `${letters.slice(0, QUOTED_MAX - 1).join('')}…` : line;
}

/** Tells facilitator and shadow of each other. */
export function pairCard(topic: Topic, reader: 'facilitator' | 'shadow', name: string, language: Language): Card {
  return cardIn(language, (say) => [
    titleQuote(topic, language),
    paragraph(say(`topics-facilitators.pair.${reader}`, { name })),
    {
      type: 'actions',
      controls: [controls.guide.button(say.plain('topics-facilitators.button.to-guide'), { id: topic.id })],
    },
  ]);
}

/** A topic that somebody agreed to facilitate is not held after all. */
export function offCard(topic: Topic, language: Language): Card {
  return card(language, titleQuote(topic, language), paragraph(speaker(language)('topics-facilitators.off')));
}

/** A topic that somebody agreed to facilitate opens at another time. */
export function movedCard(topic: Topic, zone: string, language: Language): Card {
  const { id } = topic;
  return cardIn(language, (say) => [
    titleQuote(topic, language),
    paragraph(say('topics-facilitators.moved', { date: moment(topic.opensAt, zone, language) })),
    { type: 'actions', controls: [controls.guide.button(say.plain('topics-facilitators.button.to-guide'), { id })] },
  ]);
}
