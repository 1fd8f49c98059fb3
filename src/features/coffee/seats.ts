import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { findMembers } from '../members/public.js';
import { mayTakePart } from './rules/eligibility.js';
import type { Match, Member } from './types.js';

/** A match's members by their seats: null where somebody was erased or has left. */
export type Seats = readonly (Member | null)[];

/** A match and those of its members who take part. */
export interface PresentMatch {
  readonly match: Match;
  readonly members: readonly MemberId[];
}

/** The seats of several matches, read at once. */
export async function seatsOfMatches(context: Context, matches: readonly Pick<Match, 'members'>[]): Promise<readonly Seats[]> {
  const ids = matches.flatMap(({ members }) => members.flatMap(({ member }) => member ?? []));
  const found = ids.length === 0 ? [] : await findMembers(context, [...new Set(ids)]);
  const people = new Map(found.filter(mayTakePart).map((member) => [member.id, member]));
  return matches.map(({ members }) => members.map(({ member }) => (member === null ? null : (people.get(member) ?? null))));
}

/** The members of one match by their seats. */
export async function seatsOf(context: Context, match: Pick<Match, 'members'>): Promise<Seats> {
  const [seats = []] = await seatsOfMatches(context, [match]);
  return seats;
}

/** Matches with those of their members who take part. */
export async function withPresent(context: Context, matches: readonly Match[]): Promise<readonly PresentMatch[]> {
  const seats = await seatsOfMatches(context, matches);
  return matches.map((match, index) => ({ match, members: present(seats[index] ?? []).map(({ id }) => id) }));
}

/** The match without the seat of one member: as that member sees it. */
export function withoutSeatOf(match: Match, member: MemberId): Match {
  return { ...match, members: match.members.filter((seat) => seat.member !== member) };
}

/** The members of a match who are still here. */
export function present(seats: Seats): readonly Member[] {
  return seats.filter((member): member is Member => member !== null);
}
