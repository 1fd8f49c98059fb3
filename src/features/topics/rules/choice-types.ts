// What goes into the choice of a month's topics, and what comes out of it.

import type { OrganisationId } from '../../../core/ids.js';
import type { Instant } from '../../../core/time.js';
import type { Month } from './month.js';

/** Where a supporter belongs; null where that is not known. */
export interface Supporter {
  readonly organisation: OrganisationId | null;
  /** A code, such as `local`. */
  readonly type: string | null;
}

/** A proposal that is open: not withdrawn, declined or planned. */
export interface Proposal {
  readonly id: number;
  /** A code; null for a topic of no sector. */
  readonly sector: string | null;
  /** One entry for each person. */
  readonly supporters: readonly Supporter[];
  readonly since: Instant;
  /** Whether it came without a name, so that a small number of its supporters is told nobody. */
  readonly anonymous: boolean;
  /** The proposal that this one became part of. It is not chosen itself, but its supporters and its waiting time count there. */
  readonly mergedInto: number | null;
}

/** A topic that was held, is open or is planned, whichever way it was chosen. */
export interface HeldTopic {
  readonly sector: string | null;
  /** The month for which it counts. */
  readonly month: Month;
}

/** A topic that returns every year, such as the 16 Days. */
export interface AnnualTopic {
  readonly name: string;
  readonly sector: string | null;
  /** Which month of the year, 1 to 12. */
  readonly month: number;
  /** Which of the month's topics it is, from 1; a month with fewer topics has it last. */
  readonly slot: number | 'last';
}

/** A question that can always be discussed. */
export interface EvergreenTopic {
  readonly id: number;
  readonly sector: string;
  /** When it was discussed last; null if it never was. */
  readonly lastHeld: Month | null;
}

export interface ChoiceInput {
  readonly month: Month;
  /** Topics of a month. */
  readonly quota: number;
  /** Slots of this month, from 1, that are decided already; the others are filled. The history has their topics. */
  readonly taken: readonly number[];
  /** The codes of the sectors that take turns. A topic of any other sector counts as one of no sector. */
  readonly sectors: readonly string[];
  readonly proposals: readonly Proposal[];
  /** In any order; with what is planned already, also for this month. */
  readonly history: readonly HeldTopic[];
  /** Without those that have a slot of this month already. */
  readonly annual: readonly AnnualTopic[];
  readonly evergreen: readonly EvergreenTopic[];
  readonly seed: number;
}

/** Why a topic was chosen: what decided between it and the strongest proposal that was not. To be worded in one sentence. */
export type ChoiceReason =
  /** It is fixed in the year. */
  | { readonly kind: 'annual'; readonly name: string }
  /** It is supported from more organisations than any other proposal. */
  | { readonly kind: 'most-organisations'; readonly organisations: number }
  /** Its sector has waited longest; `months` is null if it was never discussed. */
  | { readonly kind: 'sector-waited'; readonly sector: string; readonly months: number | null }
  /** So far, `topics` topics were of its sector, fewer than of the sector of the proposal with more support. */
  | { readonly kind: 'sector-fewest'; readonly sector: string | null; readonly topics: number }
  /** The month has a topic of `sector` already, the sector of the proposal with more support. */
  | { readonly kind: 'other-sector'; readonly sector: string | null }
  /** The sector of the proposal with more support waits for an annual topic. */
  | { readonly kind: 'kept-for-annual'; readonly sector: string; readonly name: string }
  /** Where sectors are level: its supporters' organisations are of more types. */
  | { readonly kind: 'most-types'; readonly types: number }
  /** It has waited longest of equal proposals. */
  | { readonly kind: 'waited-longest'; readonly since: Instant }
  /** It was drawn by lot among this number of equal proposals. */
  | { readonly kind: 'lot'; readonly among: number }
  /** By support and waiting time; no more is said, since a comparison would tell a number that is not told. */
  | { readonly kind: 'weighed' }
  /** No other proposal was left. */
  | { readonly kind: 'only-proposal' }
  /** There was no proposal for the sectors in turn, so the evergreen list filled the place. */
  | { readonly kind: 'evergreen'; readonly sector: string };

export type ChosenTopic = {
  /** Which of the chosen topics it is in the month, from 1. */
  readonly slot: number;
  readonly sector: string | null;
  readonly reason: ChoiceReason;
} & (
  | { readonly from: 'proposal'; readonly proposal: number }
  | { readonly from: 'annual'; readonly name: string }
  | { readonly from: 'evergreen'; readonly evergreen: number }
);

export interface Choice {
  /** In the order of their slots. */
  readonly topics: readonly ChosenTopic[];
  /** Annual topics of this month for which the quota has no place left. */
  readonly unplaced: readonly AnnualTopic[];
  /** How many topics are missing: more than 0 only if proposals and evergreen list together are too short. */
  readonly missing: number;
}
