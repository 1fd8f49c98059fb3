import type { Instant } from '../../../core/time.js';
import {
  type Match,
  ORGANISATION_TYPES,
  type Organisation,
  type OrganisationType,
  OUTCOMES,
  type Outcome,
  type ParticipationCounts,
  type Round,
} from '../types.js';

/** A round and all that is counted in it; matches hold their organisations also where people were forgotten. */
export interface CountedRound {
  readonly round: Round;
  readonly counts: ParticipationCounts;
  readonly matches: readonly Match[];
}

interface RoundFigures {
  readonly round: Round;
  readonly invited: number;
  readonly skipped: number;
  readonly leftOut: number;
  /** Places in matches: a volunteer with two matches counts twice. */
  readonly matched: number;
  readonly matches: number;
  /** Matches of which at least one said that they met. */
  readonly met: number;
  /** Matches by the furthest step that anyone told. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

interface OrganisationFigures {
  readonly organisation: Organisation;
  /** Undefined where it has always been there. */
  readonly since: Instant | undefined;
  readonly matches: number;
  readonly met: number;
}

export interface Report {
  readonly rounds: readonly RoundFigures[];
  readonly total: Omit<RoundFigures, 'round'>;
  /** People in a match, each once; whoever was erased counts once for each match, since nothing tells who they were. */
  readonly people: number;
  /** Meetings between two types, both ways the same: `types.local.national` is `types.national.local`. */
  readonly types: Readonly<Record<OrganisationType, Readonly<Record<OrganisationType, number>>>>;
  /** Those that were there when the last round was matched, and those that had a part in a match. */
  readonly organisations: readonly OrganisationFigures[];
  /** Organisations none of whose people met anyone in the period. */
  readonly unmet: readonly Organisation[];
  /** What members wrote of their meetings, without names. */
  readonly notes: readonly string[];
}

/** `since`: since when organisations are there, as far as that is known. */
export function report(
  counted: readonly CountedRound[],
  organisations: readonly Organisation[],
  since: ReadonlyMap<Organisation['id'], Instant> = new Map(),
): Report {
  const known = organisations.filter(({ status }) => status === 'approved');
  const rounds = counted.map(figures);
  const meetings = counted.flatMap(({ matches }) => matches).filter(hasMet);
  const typeOf = new Map(organisations.map(({ id, type }) => [id, type]));
  const types = emptyTypes();
  for (const pair of meetings.flatMap(pairs)) {
    const [one, other] = pair.map((id) => (id === null ? undefined : typeOf.get(id)));
    if (one === undefined || other === undefined) continue;
    types[one][other]++;
    if (one !== other) types[other][one]++;
  }
  const all = counted.flatMap(({ matches }) => matches);
  const matchedLast = Math.max(...counted.map(({ round }) => round.matchingAt));
  const figuresOfAll = known.map((organisation) => ({
    organisation,
    since: since.get(organisation.id),
    matches: all.filter((match) => match.members.some((seat) => seat.organisation === organisation.id)).length,
    met: meetings.filter((match) => match.members.some((seat) => seat.organisation === organisation.id)).length,
  }));
  const perOrganisation = figuresOfAll.filter((own) => own.matches > 0 || own.since === undefined || own.since <= matchedLast);
  return {
    rounds,
    total: totalOf(rounds),
    people: peopleIn(all),
    types,
    organisations: perOrganisation,
    unmet: perOrganisation.filter(({ met }) => met === 0).map(({ organisation }) => organisation),
    notes: meetings.flatMap(({ members }) => members.flatMap(({ checkIn, note }) => (checkIn === 'met' && note !== null ? [note] : []))),
  };
}

function peopleIn(matches: readonly Match[]): number {
  const seats = matches.flatMap(({ members }) => members.map(({ member }) => member));
  return new Set(seats.filter((member) => member !== null)).size + seats.filter((member) => member === null).length;
}

function hasMet(match: Match): boolean {
  return match.members.some(({ checkIn }) => checkIn === 'met');
}

/** The furthest step that anyone told of a match, now or at the second asking. */
export function furthestOutcome(match: Match): Outcome | null {
  const told = match.members.flatMap(({ outcome, laterOutcome }) => [outcome, laterOutcome]);
  return [...OUTCOMES].reverse().find((step) => told.includes(step)) ?? null;
}

function figures({ round, counts, matches }: CountedRound): RoundFigures {
  const outcomes = emptyOutcomes();
  for (const match of matches.filter(hasMet)) {
    const step = furthestOutcome(match);
    if (step !== null) outcomes[step]++;
  }
  return {
    round,
    invited: counts.invited,
    skipped: counts.skipped + counts.paused,
    leftOut: counts.leftOut,
    matched: matches.reduce((sum, match) => sum + match.members.length, 0),
    matches: matches.length,
    met: matches.filter(hasMet).length,
    outcomes,
  };
}

function totalOf(rounds: readonly RoundFigures[]): Omit<RoundFigures, 'round'> {
  const sum = (count: (figures: RoundFigures) => number) => rounds.reduce((total, figures) => total + count(figures), 0);
  const outcomes = emptyOutcomes();
  for (const step of OUTCOMES) outcomes[step] = sum((figures) => figures.outcomes[step]);
  return {
    invited: sum(({ invited }) => invited),
    skipped: sum(({ skipped }) => skipped),
    leftOut: sum(({ leftOut }) => leftOut),
    matched: sum(({ matched }) => matched),
    matches: sum(({ matches }) => matches),
    met: sum(({ met }) => met),
    outcomes,
  };
}

function pairs({ members }: Match): readonly (readonly [Organisation['id'] | null, Organisation['id'] | null])[] {
  return members.flatMap((one, index) => members.slice(index + 1).map((other) => [one.organisation, other.organisation] as const));
}

function emptyOutcomes(): Record<Outcome, number> {
  return { contact: 0, exchange: 0, 'joint-activity': 0, agreement: 0 };
}

function emptyTypes(): Record<OrganisationType, Record<OrganisationType, number>> {
  const row = () => Object.fromEntries(ORGANISATION_TYPES.map((type) => [type, 0])) as Record<OrganisationType, number>;
  return { local: row(), national: row(), international: row() };
}
