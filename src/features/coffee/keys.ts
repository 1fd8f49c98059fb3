import { idAfter, type MemberId } from '../../core/ids.js';
import type { MatchId, RoundId } from './ids.js';

export const FEATURE = 'coffee';

/** The private group of a match. */
export function groupKey(match: MatchId): string {
  return `${FEATURE}:${match}`;
}

/** The match whose private group has this key; undefined for the groups of other features. */
export function matchOfGroup(key: string): MatchId | undefined {
  return idAfter<MatchId>(`${FEATURE}:`, key);
}

/** The introduction of one member where each is written to alone. */
export function introductionKey(match: MatchId, member: MemberId): string {
  return `${FEATURE}:introduction:${match}:${member}`;
}

/** The agenda row that ends a member's pause. */
export function returnKey(member: MemberId): string {
  return `${FEATURE}:return:${member}`;
}

/** The beginning of the keys of all agenda rows of a round. */
export function roundPrefix(round: RoundId): string {
  return `${FEATURE}:round:${round}:`;
}
