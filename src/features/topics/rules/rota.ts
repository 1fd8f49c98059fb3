// The order in which volunteers are asked to facilitate a topic.

import type { MemberId, OrganisationId } from '../../../core/ids.js';
import type { LocalDate } from '../../../core/time.js';
import { compareTexts } from './compare.js';
import { lotOf } from './lot.js';
import { sameDayAfter } from './month.js';

/** In how many months nobody facilitates twice. */
const MONTHS_BETWEEN = 3;

export interface Volunteer {
  readonly member: MemberId;
  readonly organisation: OrganisationId | null;
  /** Codes, as in profiles. */
  readonly languages: readonly string[];
  readonly sectors: readonly string[];
  /** When the last topic opened that they facilitated or agreed to facilitate; it may be after the topic in question. */
  readonly lastFacilitated: LocalDate | null;
  /** When they were last asked and said no or nothing; null if they never were. That turn is over, so the others come first. */
  readonly lastPassed: LocalDate | null;
  /** They said no for this topic, or nothing in time. */
  readonly declined: boolean;
}

/** The topic for which a facilitator is looked for. */
export interface TopicToFacilitate {
  readonly opens: LocalDate;
  readonly language: string;
  /** Null for a topic of no sector: everybody's sector matches. */
  readonly sector: string | null;
  /** The organisations of those who facilitate the topic before and the topic after, as far as they are known. */
  readonly neighbours: readonly OrganisationId[];
}

/** Somebody to ask. */
export interface Asked {
  readonly member: MemberId;
  /** They facilitate another topic within three months: asked only when all others have said no. */
  readonly tooSoon: boolean;
  /** Somebody of their organisation facilitates the topic before or after: asked only when all others have said no. */
  readonly sameOrganisation: boolean;
  readonly languageMatches: boolean;
  readonly sectorMatches: boolean;
}

/**
 * The order in which to ask the volunteers who have not said no. Nobody facilitates twice within three months, and no two of one
 * organisation in a row, if anybody else is willing: such volunteers come last (first those of the same organisation, then those for
 * whom it is too soon, then both). Within each group, those who speak the topic's language come first, then those who work
 * in its sector, then those whose last turn is longest ago, as a facilitator or as one who let it pass. Equal ones draw lots by
 * `seed`.
 */
export function rotaFor(topic: TopicToFacilitate, volunteers: readonly Volunteer[], seed: number): readonly Asked[] {
  return volunteers
    .filter(({ declined }) => !declined)
    .map((volunteer) => ({ asked: askedFor(topic, volunteer), last: lastTurn(volunteer), lot: lotOf(seed, volunteer.member) }))
    .sort(
      (one, other) =>
        compareFlags(one.asked.tooSoon, other.asked.tooSoon) ||
        compareFlags(one.asked.sameOrganisation, other.asked.sameOrganisation) ||
        compareFlags(other.asked.languageMatches, one.asked.languageMatches) ||
        compareFlags(other.asked.sectorMatches, one.asked.sectorMatches) ||
        compareTexts(one.last, other.last) ||
        one.lot - other.lot ||
        one.asked.member - other.asked.member,
    )
    .map(({ asked }) => asked);
}

function askedFor(topic: TopicToFacilitate, { member, organisation, languages, sectors, lastFacilitated }: Volunteer): Asked {
  return {
    member,
    tooSoon: lastFacilitated !== null && isTooSoon(lastFacilitated, topic.opens),
    sameOrganisation: organisation !== null && topic.neighbours.includes(organisation),
    languageMatches: languages.includes(topic.language),
    sectorMatches: topic.sector === null || sectors.includes(topic.sector),
  };
}

/** Whether two openings are less than three months apart, whichever is first. */
export function isTooSoon(one: LocalDate, other: LocalDate): boolean {
  return one < other ? other < sameDayAfter(one, MONTHS_BETWEEN) : one < sameDayAfter(other, MONTHS_BETWEEN);
}

/** The day of the last turn; earlier than every day if there was none. */
function lastTurn({ lastFacilitated, lastPassed }: Volunteer): string {
  return compareTexts(lastFacilitated ?? '', lastPassed ?? '') < 0 ? (lastPassed ?? '') : (lastFacilitated ?? '');
}

/** False before true. */
function compareFlags(one: boolean, other: boolean): number {
  return Number(one) - Number(other);
}
