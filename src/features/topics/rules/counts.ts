import type { Proposal } from '../types.js';

/** Below this, a number could tell who is behind a proposal without a name. */
export const SHOWN_FROM = 5;

export type ShownSupport =
  | { readonly type: 'none' | 'few' }
  | { readonly type: 'exact'; readonly supporters: number; readonly organisations: number }
  /** The number of organisations is too small to be shown. */
  | { readonly type: 'supporters'; readonly supporters: number };

/** What is shown of a proposal's support. */
export function shownSupport({
  supporters,
  organisations,
  unnamed,
}: Pick<Proposal, 'supporters' | 'organisations' | 'unnamed'>): ShownSupport {
  if (unnamed === 0) return supporters === 0 ? { type: 'none' } : { type: 'exact', supporters, organisations };
  if (supporters < SHOWN_FROM) return { type: 'few' };
  return organisations < SHOWN_FROM ? { type: 'supporters', supporters } : { type: 'exact', supporters, organisations };
}

/** How many would facilitate; undefined where that is nobody or may not be shown. */
export function shownFacilitators({ facilitators, unnamed }: Pick<Proposal, 'facilitators' | 'unnamed'>): number | undefined {
  return facilitators === 0 || (unnamed > 0 && facilitators < SHOWN_FROM) ? undefined : facilitators;
}
