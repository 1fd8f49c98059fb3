import { after, DAY, type Instant } from '../../../core/time.js';
import type { Proposal } from '../types.js';

/** The time within which the proposals of a person are counted. */
export const COUNTED_DAYS = 30;

export interface Limits {
  readonly perMonth: number;
  readonly allowAnonymous: boolean;
  readonly anonymousPerMonth: number;
}

/** Proposals sent before this moment do not count any more. */
export function countedSince(now: Instant): Instant {
  return after(now, -COUNTED_DAYS * DAY);
}

/** Why one more proposal cannot be sent, with how many may be and from when the next one can. */
export type Refusal =
  | { readonly type: 'many' | 'many-anonymous'; readonly most: number; readonly from: Instant }
  | { readonly type: 'not-allowed' };

/**
 * Whether a member may send one more proposal.
 * @param sent Those since `countedSince`, the oldest first.
 */
export function refusalOf(
  sent: readonly Pick<Proposal, 'proposedAt' | 'anonymous'>[],
  { perMonth, allowAnonymous, anonymousPerMonth }: Limits,
  anonymous: boolean,
): Refusal | undefined {
  if (anonymous && !allowAnonymous) return { type: 'not-allowed' };
  const full = (type: 'many' | 'many-anonymous', counted: typeof sent, most: number): Refusal | undefined => {
    const first = counted.at(-most);
    return first && { type, most, from: after(first.proposedAt, COUNTED_DAYS * DAY) };
  };
  const all = full('many', sent, perMonth);
  if (all || !anonymous) return all;
  const unnamed = sent.filter((one) => one.anonymous);
  return full('many-anonymous', unnamed, anonymousPerMonth);
}
