import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { type Seats, seatsOfMatches, withoutSeatOf } from './seats.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { Enrolment, Match, Participation, Round, SettingsWithCoffee } from './types.js';

/** What the sentences about a member's enrolment are made from. */
export interface EnrolmentState {
  readonly enrolment: Enrolment | undefined;
  /** The open round. */
  readonly round: Round | undefined;
  /** The member's own in the open round. */
  readonly participation: Participation | undefined;
  readonly settings: SettingsWithCoffee;
}

/** A match as its member sees it: the others by their seats. */
export interface OwnMatch {
  readonly match: Match;
  readonly round: Round;
  readonly others: Seats;
}

/** Where a member stands: their enrolment, and their matches in the last round in which they were introduced. */
export interface Standing extends EnrolmentState {
  readonly matches: readonly OwnMatch[];
}

/** What the caller has read already, or written; `null` for what is known not to exist. */
export interface Known {
  readonly enrolment?: Enrolment | null;
  readonly round?: Round | null;
  readonly participation?: Participation | null;
  readonly settings?: SettingsWithCoffee;
}

/** Reads what `known` does not hold: at most seven statements. */
export async function standingOf(context: Context, member: MemberId, known: Known = {}): Promise<Standing> {
  const state = await enrolmentStateOf(context, member, known);
  return { ...state, matches: await ownMatches(context, member, state.round) };
}

export async function enrolmentStateOf(context: Context, member: MemberId, known: Known = {}): Promise<EnrolmentState> {
  const store = coffeeStore(context.tx);
  const settings = known.settings ?? (await readSettings(context));
  const enrolment = known.enrolment === undefined ? await store.enrolment(member) : (known.enrolment ?? undefined);
  const round = known.round === undefined ? await store.currentRound() : (known.round ?? undefined);
  const participation =
    known.participation === undefined ? round && (await store.participation(round.id, member)) : (known.participation ?? undefined);
  return { settings, enrolment, round, participation };
}

async function ownMatches(context: Context, member: MemberId, open: Round | undefined): Promise<readonly OwnMatch[]> {
  const store = coffeeStore(context.tx);
  const matches = await store.newestMatchesOf(member);
  const id = matches[0]?.round;
  if (id === undefined) return [];
  const round = open?.id === id ? open : await store.round(id);
  // Introductions are on their way: nobody knows of their match yet.
  if (!round || round.state === 'matched') return [];
  const seats = await seatsOfMatches(
    context,
    matches.map((match) => withoutSeatOf(match, member)),
  );
  return matches.map((match, index) => ({ match, round, others: seats[index] ?? [] }));
}
