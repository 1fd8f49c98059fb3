import { type MemberId, toId } from '../../core/ids.js';
import type { MatchId, RoundId } from './ids.js';

export const FEATURE = 'coffee';

/** The private group of a match. */
export function groupKey(match: MatchId): string {
  return `${FEATURE}:${match}`;
}

/** The match whose private group has this key; undefined for the groups of other features. */
export function matchOfGroup(key: string): MatchId | undefined {
  const id = new RegExp(`^${FEATURE}:(\\d{1,15})$`).exec(key)?.[1];
  return id === undefined || Number(id) === 0 ? undefined : toId<MatchId>(id);
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
