// The input and the result of the pairing. Everything here is plain data, so that it can be stored with a round (to explain or repeat it)
// and sent to a worker thread by structured clone.

/** A member who takes part in this round. */
export interface Participant {
  id: number;
  /** null means no organisation, and so no restriction by organisation. */
  organisationId: number | null;
  organisationType: 'local' | 'national' | 'international' | null;
  governorates: readonly string[];
  sectors: readonly string[];
  /** Spoken languages, as codes. */
  languages: readonly string[];
  /** Normalised terms. An offer meets a want when the two are equal. */
  offers: readonly string[];
  wants: readonly string[];
  /** In minutes after 00:00 UTC. The start is in [0, 1440), the end after it, at most one day later. */
  workingHours: { startUtc: number; endUtc: number };
  /** Number of earlier rounds with this member. A member with 0 or 1 is a newcomer. */
  roundsTaken: number;
  leftOutLastTime: boolean;
  /** Ids of members whom this member must not meet. It applies in both directions. */
  avoids: readonly number[];
  /** Whether this member is a volunteer, who accepts two matches when somebody would be left out. */
  acceptsTwo: boolean;
}

/** Two people who met. A trio is three such meetings. `roundsAgo` is 1 for the last round, or more. */
export interface PastMeeting {
  a: number;
  b: number;
  roundsAgo: number;
}

/** The points for each criterion, from 0 to 1,000. */
export interface PairingWeights {
  /** Both belong to organisations whose people never met. */
  organisationsNeverMet: number;
  /** One offers what the other wants. Counts for each direction. */
  offerMeetsWant: number;
  /** Added when both directions apply. */
  bothOfferAndWant: number;
  differentTypes: number;
  /** They work in no common governorate. */
  differentGovernorates: number;
  /** For each common sector, at most two. */
  commonSector: number;
  /** For four common hours a day or more, proportionally less for fewer. */
  overlappingHours: number;
  newcomerWithExperienced: number;
  /** For two who never met or met 24 or more rounds ago, proportionally less for later meetings. */
  longSince: number;
}

export interface PairingSettings {
  /** A pair that met at most this many rounds ago may not meet. */
  noRepeatRounds: number;
  allowSameOrganisation: boolean;
  /** The preferred arrangement for members who have no pair. The other one is the fallback. */
  odd: 'trio' | 'volunteer';
  weights: PairingWeights;
  /** Whether to give up points to keep later full rounds possible (see novelty.ts). Default: true. */
  lookAhead?: boolean;
}

export interface PairingInput {
  participants: readonly Participant[];
  meetings: readonly PastMeeting[];
  /** Ids of organisations whose people met before. The organisations need not be part of this round. */
  organisationMeetings: readonly { a: number; b: number }[];
  settings: PairingSettings;
  /** Decides between equally good arrangements. Any safe integer. */
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
  /** In hundredths of a point. A trio scores half the sum of its three pairs, because three people count as one and a half pairs. */
  score: number;
  /** The strongest first. */
  reasons: readonly Reason[];
  commonLanguages: readonly string[];
}

/**
 * Why somebody is left out. Whatever an avoid list causes is 'nobody-available', so that nobody can infer such a list. In rounds so
 * small that they could, every reason is 'too-few'.
 */
export type LeftOutReason = 'too-few' | 'no-shared-language' | 'only-own-organisation' | 'all-met-recently' | 'nobody-available';

export interface PairingProof {
  /** Whether the total is proven to be the best one. */
  exact: boolean;
  /** Sum of the matches' scores. */
  total: number;
  /** Upper bound on the total of every arrangement of as many members. */
  bound: number;
  /** (bound − total) / bound, 0 when exact. */
  gap: number;
  /** Number of matched members. */
  matched: number;
  /** Number of later full rounds kept possible, where points were given up for them (see novelty.ts). */
  roundsKept?: number;
}

export interface PairingResult {
  matches: readonly Match[];
  leftOut: readonly { id: number; reason: LeftOutReason }[];
  proof: PairingProof;
}

export interface PairingOptions {
  /** Wall-clock limit in milliseconds. The result is always valid, but may not be optimal when the limit ends the search. */
  timeLimitMs?: number;
  /** A monotonic clock in milliseconds. Without it there is no time limit. */
  now?: () => number;
}
