import { readAddress } from '../../../../core/address.js';
import { heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import type { Instant, Zone } from '../../../../core/time.js';
import { formatInstant, formatLocalDate, inLanguages, isolate, speaker, withoutDirectionControls } from '../../../../language/index.js';
import { inLanguage, translatedInto } from '../../rules/translation.js';
import type { TopicRecord } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { PostedSummary, Recommendation, Summary, SummaryText } from '../../types.js';
import type { Thanks } from '../thanks.js';

type Label = 'lessons' | 'challenges' | 'recommendations' | 'resources' | 'thanks';

/** Titles in all languages of the readers: what people wrote stands there once, as they wrote it. */
type Titles = (label: Label) => string;

/**
 * The summary as it is posted: a card in its writer's language, and one in each language that it is translated into. Titles of the
 * first are also in the languages of the community that nobody translated it into.
 */
export function postedCards(
  { topic, recommendations }: TopicRecord,
  summary: Summary,
  thanks: Thanks,
  languages: readonly Language[],
  /** The summary that was posted before the topic was reopened. */
  replaced?: Replaced,
): readonly [Card, ...Card[]] {
  const translated = translatedInto(summary, languages);
  // The writer's language comes first, since it gives the direction.
  const shared = [summary.language, ...languages.filter((language) => language !== summary.language && !translated.includes(language))];
  const cardIn = (all: readonly [Language, ...Language[]], thanked: Thanks): Card => {
    const [language] = all;
    const titles: Titles = (label) => inLanguages(all, `topics-closing.summary.${label}`);
    const said = inLanguage(summary, recommendations, language);
    return {
      language,
      blocks: [
        heading([inLanguages(all, 'topics-closing.summary.title')]),
        { type: 'quote', text: [titleIn(topic, language)] },
        ...(replaced === undefined ? [] : all.map((one) => replacesNote(replaced, one))),
        ...summaryBlocks(said.summary, said.recommendations, { titles, languages: all }),
        ...thanksBlocks(thanked, titles, language),
      ],
    };
  };
  const [first = summary.language, ...others] = shared;
  return [cardIn([first, ...others], thanks), ...translated.map((language) => cardIn([language], thanks))];
}

interface Replaced {
  readonly at: Instant;
  readonly zone: Zone;
}

function replacesNote({ at, zone }: Replaced, language: Language): Block {
  return note(speaker(language)('topics-closing.summary.replaces', { date: formatInstant(at, zone, language, 'short-date') }));
}

/** What a summary says, in the order in which it is read. */
export function summaryBlocks(
  { lessons, challenges, resources, language }: SummaryText,
  recommendations: PostedSummary['recommendations'],
  { titles, languages }: { readonly titles: Titles; readonly languages: readonly Language[] },
): readonly Block[] {
  const [first = language] = languages;
  return [
    ...section(titles('lessons'), lessons.map(line)),
    ...section(titles('challenges'), challenges.map(line)),
    ...section(
      titles('recommendations'),
      recommendations.map((one) => recommendationText(one, languages, first)),
      true,
    ),
    ...section(titles('resources'), resources.map(resourceText)),
  ];
}

/** The titles in one language alone. */
export function titlesIn(language: Language): Titles {
  const say = speaker(language);
  return (label) => say.plain(`topics-closing.summary.${label}`);
}

export function thanksBlocks({ names, organisations }: Thanks, titles: Titles, language: Language): readonly Block[] {
  if (names.length + organisations.length === 0) return [];
  const say = speaker(language);
  const people = [
    ...names.map((name) => isolate(name)),
    ...organisations.map((name) => say.plain('topics-closing.summary.member-of', { name })),
  ];
  return [note([`${titles('thanks')}: ${people.join(' · ')}`])];
}

function section(title: string, items: readonly Text[], ordered = false): readonly Block[] {
  if (items.length === 0) return [];
  return [paragraph([{ type: 'bold', text: title }]), { type: 'list', items, ...(ordered && { ordered }) }];
}

const line = (text: string): Text => [text];

/** What a facilitator wrote as a resource: a link only where it says plainly where it leads. */
export function resourceText(resource: string): Text {
  const url = /^https?:\/\/\S+$/i.test(resource) ? readAddress(resource) : undefined;
  return url === undefined ? [resource] : [{ type: 'link', url, label: withoutDirectionControls(resource) }];
}

/** «words (who · until when)», and what became of it. */
export function recommendationText(
  { words, responsible, reviewOn, outcome, outcomeWords }: Omit<Recommendation, 'topic' | 'position' | 'reviewedAt'>,
  languages: readonly Language[],
  language: Language,
): Text {
  const about = [
    ...(responsible === '' ? [] : [isolate(responsible)]),
    ...(reviewOn === null ? [] : [isolate(formatLocalDate(reviewOn, language, 'short-date'))]),
  ];
  return [
    `${isolate(words)}${about.length === 0 ? '' : ` (${about.join(' · ')})`}`,
    ...(outcome === null ? [] : [' — ', { type: 'bold', text: inLanguages(languages, `topics-closing.outcome.${outcome}`) } as const]),
    ...(outcomeWords === null ? [] : [`: ${outcomeWords}`]),
  ];
}
