import { paragraph } from '../../../core/blocks.js';
import { directionOf, type Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import type { Instant, LocalDate, Zone } from '../../../core/time.js';
import { formatList, formatLocalDate, isolate, isolateIn, languageName, speaker, timeNode, wordOf } from '../../../language/index.js';
import type { CheckIn, Member, Outcome } from '../types.js';

/** Skills by their codes; own words stay as they were written. */
export function skillLabel(value: string, language: Language): string {
  return /^[a-z][a-z-]*$/.test(value) ? wordOf(`skills.${value}`, value, language) : value;
}

export function sectorLabel(value: string, language: Language): string {
  return wordOf(`common.sector.${value}`, value, language);
}

export function languageLabel(code: string, language: Language): string {
  return wordOf(`common.language.${code}`, languageName(code, language), language);
}

/** How many items of a profile a sentence names. */
const NAMED = 4;

export function listOf(values: readonly string[], label: (value: string, language: Language) => string, language: Language): string {
  return formatList(
    values.slice(0, NAMED).map((value) => isolate(label(value, language))),
    language,
  );
}

/** A list in each of the languages, if they differ; each keeps its own direction, also in a card of another one. */
export function listInAll(values: readonly string[], label: typeof skillLabel, languages: readonly Language[]): string {
  if (values.length === 0) return '';
  const lists = new Map(languages.map((language) => [listOf(values, label, language), language] as const));
  if (lists.size === 1) return [...lists.keys()].join('');
  return [...lists].map(([list, language]) => isolateIn(list, directionOf(language))).join(' · ');
}

/** Names in one sentence, each isolated, since the first script of a list must not decide the direction of all names. */
export function namesOf(members: readonly Pick<Member, 'name'>[], language: Language): string {
  return formatList(
    members.map(({ name }) => isolate(name)),
    language,
  );
}

/** Who takes part in a match beside the reader; a seat without a person is “somebody who is no longer here”. */
export function namesOrSomeone(seats: readonly (Pick<Member, 'name'> | null)[], language: Language): string {
  const someone = speaker(language).plain('coffee.someone-forgotten');
  return formatList(
    seats.map((seat) => isolate(seat?.name ?? someone)),
    language,
  );
}

/** A mention: where the platform can, the person is told that they are meant. */
export function mention({ id, name }: Pick<Member, 'id' | 'name'>): Exclude<Inline, string> {
  return { type: 'mention', member: id, name };
}

export function momentNode(instant: Instant, zone: Zone, language: Language): Exclude<Inline, string> {
  return node(timeNode(instant, zone, language, 'date-time'));
}

export function dayText(date: LocalDate, language: Language): string {
  return formatLocalDate(date, language, 'long-date');
}

function node(inline: Inline): Exclude<Inline, string> {
  if (typeof inline === 'string') throw new RangeError('a time is always a node');
  return inline;
}

export function checkInLabel(checkIn: CheckIn, language: Language): string {
  return speaker(language).plain(`coffee.check-in.${checkIn}`);
}

export function outcomeLabel(outcome: Outcome, language: Language): string {
  return speaker(language).plain(`coffee.outcome.${outcome}`);
}

/** Buttons and options hold 75 characters on every platform, with the text around the name. */
const LABEL_NAME_MAX = 30;

/** A name for a button or an option; people's names stay whole everywhere else. */
export function shortName({ name }: Pick<Member, 'name'>): string {
  const letters = Array.from(name);
  return letters.length > LABEL_NAME_MAX ? `${letters.slice(0, LABEL_NAME_MAX - 1).join('')}…` : name;
}

/** A card of one paragraph. */
export function sentence(language: Language, text: Text): Card {
  return { language, blocks: [paragraph(text)] };
}
