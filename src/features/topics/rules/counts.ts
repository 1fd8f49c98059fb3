import type { Proposal } from '../types.js';

/** Below this, a number could tell who is behind a proposal without a name. */
export const SHOWN_FROM = 5;

export type ShownSupport =
  /** `untold`: a part of it came without a name, and what others knew of the rest could be subtracted from a sum. */
  | { readonly type: 'none' | 'few' | 'untold' }
  | { readonly type: 'exact'; readonly supporters: number; readonly organisations: number }
  /** The number of organisations is too small to be shown. */
  | { readonly type: 'supporters'; readonly supporters: number };

/** Whether no number of a proposal may be told: it has several parts, and one of them has no name. */
export const isUntold = ({ unnamed, joined }: Pick<Proposal, 'unnamed' | 'joined'>): boolean => unnamed > 0 && joined;

/** What is shown of a proposal's support. */
export function shownSupport({
  supporters,
  organisations,
  unnamed,
  joined,
}: Pick<Proposal, 'supporters' | 'organisations' | 'unnamed' | 'joined'>): ShownSupport {
  if (isUntold({ unnamed, joined })) return { type: 'untold' };
  if (unnamed === 0) return supporters === 0 ? { type: 'none' } : { type: 'exact', supporters, organisations };
  if (supporters < SHOWN_FROM) return { type: 'few' };
  return organisations < SHOWN_FROM ? { type: 'supporters', supporters } : { type: 'exact', supporters, organisations };
}

/** How many would facilitate; undefined where that is nobody or may not be shown. */
export function shownFacilitators({
  facilitators,
  unnamed,
  joined,
}: Pick<Proposal, 'facilitators' | 'unnamed' | 'joined'>): number | undefined {
  return isUntold({ unnamed, joined }) || facilitators === 0 || (unnamed > 0 && facilitators < SHOWN_FROM) ? undefined : facilitators;
}
