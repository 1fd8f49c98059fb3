// The words of pairing: what goes in, what comes out. Everything here is plain data, so it can be stored with a round
// (to explain or repeat it) and cross to a worker thread by structured clone.

/** A member who takes part in this round. */
export interface Participant {
  id: number;
  /** null: no organisation, hence no restriction by organisation. */
  organisationId: number | null;
  organisationType: 'local' | 'national' | 'international' | null;
  governorates: readonly string[];
  sectors: readonly string[];
  /** Spoken languages, as codes. */
  languages: readonly string[];
  /** Normalised terms: an offer meets a want when the two are ===. */
  offers: readonly string[];
  wants: readonly string[];
  /** Minutes after 00:00 UTC; start in [0, 1440), end > start, at most one day later. */
  workingHours: { startUtc: number; endUtc: number };
  /** Rounds taken so far; 0 or 1 is a newcomer. */
  roundsTaken: number;
  leftOutLastTime: boolean;
  /** Ids of those this member must not meet; it forbids in both directions. */
  avoids: readonly number[];
  /** A volunteer who agreed to two matches when somebody would be left out. */
  acceptsTwo: boolean;
}

/** Two people who met; a trio is three such meetings. `roundsAgo` ≥ 1, where 1 is the last round. */
export interface PastMeeting {
  a: number;
  b: number;
  roundsAgo: number;
}

/** What each criterion is worth, in points; every number is ≥ 0 and at most 1,000. */
export interface PairingWeights {
  /** Both belong to organisations whose people never met. */
  organisationsNeverMet: number;
  /** One offers what the other looks for; counted for each direction. */
  offerMeetsWant: number;
  /** On top, when both directions hold. */
  bothOfferAndWant: number;
  differentTypes: number;
  /** They work in no common governorate. */
  differentGovernorates: number;
  /** For each common sector, two at most. */
  commonSector: number;
  /** For four hours a day in common or more, less in proportion. */
  overlappingHours: number;
  newcomerWithExperienced: number;
  /** Never met, or 24 rounds ago and more; less in proportion. */
  longSince: number;
}

export interface PairingSettings {
  /** A pair that met at most this many rounds ago may not meet. */
  noRepeatRounds: number;
  allowSameOrganisation: boolean;
  /** What is tried first for those no pair is left for; the other is the fallback. */
  odd: 'trio' | 'volunteer';
  weights: PairingWeights;
  /** Give up some points to keep full rounds possible later (see novelty.ts). Default true. */
  lookAhead?: boolean;
}

export interface PairingInput {
  participants: readonly Participant[];
  meetings: readonly PastMeeting[];
  /** Organisation ids whose people met before, in this round's members or not. */
  organisationMeetings: readonly { a: number; b: number }[];
  settings: PairingSettings;
  /** Decides between arrangements that are equally good; any safe integer. */
  seed: number;
}

export type Reason =
  | { kind: 'offer-meets-want'; from: number; to: number; term: string }
  | { kind: 'organisations-never-met' }
  | { kind: 'different-types' }
  | { kind: 'different-governorates' }
  | { kind: 'common-sector'; sector: string }
  | { kind: 'overlapping-hours'; minutes: number }
  | { kind: 'newcomer-with-experienced'; newcomer: number }
  | { kind: 'long-since'; roundsAgo: number };

export interface Match {
  /** Ids of two or three members. */
  members: readonly number[];
  /** Hundredths of a point. A trio counts half of its three pairs' sum: three people, one and a half conversations. */
  score: number;
  /** The strongest first. */
  reasons: readonly Reason[];
  commonLanguages: readonly string[];
}

/**
 * Why somebody is left out. Whatever an avoid list causes is 'nobody-available', so that no list can be inferred; and where so few
 * take part that it could be, everything is 'too-few'.
 */
export type LeftOutReason = 'too-few' | 'no-shared-language' | 'only-own-organisation' | 'all-met-recently' | 'nobody-available';

export interface PairingProof {
  /** The total is proven to be the best one. */
  exact: boolean;
  /** Sum of the matches' scores. */
  total: number;
  /** No arrangement of as many members totals more. */
  bound: number;
  /** (bound − total) / bound, 0 when exact. */
  gap: number;
  /** How many members are matched. */
  matched: number;
  /** Full rounds kept possible by giving up points, when novelty.ts had to. */
  roundsKept?: number;
}

export interface PairingResult {
  matches: readonly Match[];
  leftOut: readonly { id: number; reason: LeftOutReason }[];
  proof: PairingProof;
}

export interface PairingOptions {
  /** Wall-clock limit in milliseconds; the answer is always legal, but may stop short of the optimum. */
  timeLimitMs?: number;
  /** Milliseconds, monotonic. Without it there is no time limit. */
  now?: () => number;
}
