import type { MemberId, OrganisationId } from '../../../core/ids.js';
import { type Group, type ShownPeople, shownCount, shownPeople } from '../../../core/small-groups.js';
import type { LocalDate } from '../../../core/time.js';
import { after, between, DAY, type Instant } from '../../../core/time.js';
import type { TopicState } from '../types.js';
import { addMonths, type Month, monthOfYear, toMonth } from './month.js';

export const OUTCOMES = ['done', 'partly', 'not-done'] as const;
type Outcome = (typeof OUTCOMES)[number];
const QUARTERS = 4;

/** A topic of the year with what is counted of it. */
export interface CountedTopic {
  readonly month: Month;
  readonly state: TopicState;
  readonly sector: string | null;
  readonly opensAt: Instant;
  readonly openedAt: Instant | null;
  readonly contributions: number;
  /** When somebody else than its facilitator wrote first. */
  readonly firstReplyAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Null while nobody has written its summary since it was closed. */
  readonly summaryAt: Instant | null;
}

/** Somebody who wrote, for an organisation; once for each that they wrote for. */
export interface Author {
  readonly member: MemberId;
  readonly organisation: OrganisationId | null;
  readonly lastAt: Instant;
}

/** What is counted of topics against the quota. */
export interface HeldInput<Topic extends HeldOrComing = HeldOrComing> {
  readonly year: number;
  readonly now: Instant;
  /** The day that the community's calendar shows. */
  readonly today: LocalDate;
  /** Of months without a plan. */
  readonly quota: number;
  /** The quota that each month was planned for. */
  readonly quotas: ReadonlyMap<Month, number>;
  /** The month of the first topic ever; null before it. */
  readonly since: Month | null;
  readonly topics: readonly Topic[];
}

type HeldOrComing = Pick<CountedTopic, 'month' | 'state' | 'opensAt' | 'openedAt'>;

export interface ReportInput<Topic extends CountedTopic> extends HeldInput<Topic> {
  /** Days in which a summary is written. */
  readonly summaryDays: number;
  readonly authors: readonly Author[];
  readonly recommendations: readonly { readonly outcome: Outcome | null; readonly reviewOn: LocalDate | null }[];
  /** How many people were members in that year. */
  readonly members: number;
  /** The sectors that it works in. */
  readonly sectors: readonly string[];
  readonly types: readonly string[];
  readonly typeOf: ReadonlyMap<OrganisationId, string>;
}

export interface MonthFigures {
  readonly month: Month;
  readonly held: number;
  readonly coming: number;
  /** Null for a month that is not planned yet, or that was before the first topic. */
  readonly quota: number | null;
}

export interface SectorFigures {
  /** Null for topics of no sector. */
  readonly sector: string | null;
  /** Topics held in each quarter of the year. */
  readonly quarters: readonly number[];
  readonly held: number;
}

/** A year's topics against the quota. */
export interface Held {
  readonly year: number;
  /** Whether the year is over. */
  readonly over: boolean;
  readonly months: readonly MonthFigures[];
  /** Topics held of those that the quota asked for up to now, and how many were held besides. */
  readonly held: number;
  readonly due: number;
  readonly more: number;
}

export interface Report<Topic extends CountedTopic = CountedTopic> extends Held {
  readonly sectors: readonly SectorFigures[];
  /** Null for one to four. */
  readonly contributions: number | null;
  /** Those who wrote, by type of organisation; the last group is without one. */
  readonly people: ShownPeople;
  readonly members: number;
  /** The share of members who wrote, in percent; null where it may not be shown. */
  readonly share: number | null;
  /** The median, in milliseconds; null without any reply. */
  readonly firstReply: number | null;
  /** Topics held that nobody has replied to. */
  readonly unanswered: number;
  readonly summaries: number;
  /** Closed topics whose summary may still come in time. */
  readonly expected: number;
  /** Closed topics whose summary is overdue, the oldest first. */
  readonly missing: readonly Topic[];
  readonly recommendations: Readonly<Record<Outcome | 'waiting' | 'overdue', number>>;
}

/** How many topics of a year of the community's calendar were held: a topic counts for the month it was planned for. */
export function heldOf(input: HeldInput): Held {
  const { year, today } = input;
  const topics = input.topics.filter(({ state }) => state !== 'skipped');
  const months = Array.from({ length: 12 }, (_, index) => monthFigures(addMonths(toMonth(`${year}-01`), index), topics, input));
  const due = months.map((figures) => dueOf(figures, topics, input));
  return {
    year,
    over: today.slice(0, 4) > String(year),
    months,
    held: sum(months.map((figures, index) => Math.min(figures.held, due[index] ?? 0))),
    due: sum(due),
    more: sum(months.map((figures, index) => Math.max(0, figures.held - (due[index] ?? 0)))),
  };
}

/** The figures of a year. */
export function report<Topic extends CountedTopic>(input: ReportInput<Topic>): Report<Topic> {
  const topics = input.topics.filter(({ state }) => state !== 'skipped');
  const held = topics.filter(isHeld);
  const replies = held.flatMap(({ openedAt, firstReplyAt }) =>
    openedAt === null || firstReplyAt === null ? [] : [Math.max(0, between(openedAt, firstReplyAt))],
  );
  const people = shownPeople(input.members, groupsOf(input));
  const unwritten = held.filter(({ state, summaryAt }) => state === 'closed' && summaryAt === null);
  const overdue = overdueBefore(input);
  const missing = unwritten.filter(({ closedAt }) => closedAt !== null && closedAt < overdue);
  return {
    ...heldOf(input),
    sectors: sectorsOf(held, input.sectors),
    contributions: shownCount(sum(topics.map(({ contributions }) => contributions))),
    people,
    members: input.members,
    share: shareOf(people, input.members),
    firstReply: median(replies),
    unanswered: held.length - replies.length,
    summaries: held.filter(({ summaryAt }) => summaryAt !== null).length,
    expected: unwritten.length - missing.length,
    missing,
    recommendations: outcomesOf(input),
  };
}

/** A summary is overdue whose topic was closed before this moment: nobody has written it within the days that the settings give. */
export function overdueBefore({ now, summaryDays }: Pick<ReportInput<CountedTopic>, 'now' | 'summaryDays'>): Instant {
  return after(now, -summaryDays * DAY);
}

function isHeld({ openedAt }: Pick<CountedTopic, 'openedAt'>): boolean {
  return openedAt !== null;
}

function monthFigures(
  month: Month,
  topics: readonly HeldOrComing[],
  { since, today, quota, quotas }: Pick<HeldInput, 'since' | 'today' | 'quota' | 'quotas'>,
): MonthFigures {
  const own = topics.filter((topic) => topic.month === month);
  const held = own.filter(isHeld).length;
  const isPlanned = own.length > 0 || month <= today.slice(0, 7);
  const asked = quotas.get(month) ?? quota;
  return { month, held, coming: own.length - held, quota: since !== null && since <= month && isPlanned ? asked : null };
}

/** How many topics of a month should have been held by now: in the month that runs, those whose hour has come. */
function dueOf(
  { month, held, quota }: MonthFigures,
  topics: readonly HeldOrComing[],
  { today, now }: Pick<HeldInput, 'today' | 'now'>,
): number {
  const running = today.slice(0, 7);
  if (quota === null) return 0;
  if (month < running) return quota;
  const late = topics.filter((topic) => topic.month === month && !isHeld(topic) && topic.opensAt <= now).length;
  return Math.min(quota, held + late);
}

/** All sectors in their order, then those that the community had before, then topics of no sector if there are any. */
function sectorsOf(held: readonly CountedTopic[], known: readonly string[]): readonly SectorFigures[] {
  const former = held.flatMap(({ sector }) => (sector === null || known.includes(sector) ? [] : [sector]));
  const none = held.some(({ sector }) => sector === null) ? [null] : [];
  return [...known, ...new Set(former.sort()), ...none].map((sector) => {
    const own = held.filter((topic) => topic.sector === sector);
    const quarters = Array.from(
      { length: QUARTERS },
      (_, quarter) => own.filter(({ month }) => Math.floor((monthOfYear(month) - 1) / 3) === quarter).length,
    );
    return { sector, quarters, held: own.length };
  });
}

/** Everybody once, with the organisation that they wrote for last. */
function groupsOf({ authors, types, typeOf }: Pick<ReportInput<CountedTopic>, 'authors' | 'types' | 'typeOf'>): readonly Group[] {
  const last = new Map<MemberId, Author>();
  for (const author of authors) {
    const known = last.get(author.member);
    if (known === undefined || known.lastAt < author.lastAt) last.set(author.member, author);
  }
  const everybody = [...last.values()].map(({ organisation }) => ({
    organisation,
    type: organisation === null ? undefined : typeOf.get(organisation),
  }));
  return [...types, undefined].map((type) => {
    const own = everybody.filter((author) => author.type === type);
    return { people: own.length, organisations: type === undefined ? 0 : new Set(own.map(({ organisation }) => organisation)).size };
  });
}

/** Whoever wrote and has left since is counted too, so that the share can't be more than all. */
function shareOf(people: ShownPeople, members: number): number | null {
  switch (people.type) {
    case 'none':
      return 0;
    case 'shown':
      return Math.min(100, Math.round((people.people / members) * 100));
    case 'withheld':
    case 'few':
    case 'most':
      return null;
    default:
      return people satisfies never;
  }
}

/** `waiting`: its day has not come, or it has none. `overdue`: nobody has said what became of it. */
function outcomesOf({ recommendations, today }: Pick<ReportInput<CountedTopic>, 'recommendations' | 'today'>): Report['recommendations'] {
  const counts = { done: 0, partly: 0, 'not-done': 0, waiting: 0, overdue: 0 };
  for (const { outcome, reviewOn } of recommendations) {
    counts[outcome ?? (reviewOn !== null && reviewOn < today ? 'overdue' : 'waiting')]++;
  }
  return counts;
}

/** The middle one, or the mean of the two in the middle; null of nothing. */
export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.length === 0 ? null : Math.round(sum(middle) / middle.length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
