// The reasons for a match: the criteria that earned its score, the strongest first.

import { common, differ, inDifferentPlaces, isNewcomer, minutesInCommon } from './criteria.js';
import type { PairingWeights, Participant, Reason } from './types.js';
import { ENOUGH_MINUTES, LONG_ROUNDS, SECTORS_COUNTED, units } from './weights.js';

/** What is known about earlier meetings of two people. */
export interface Past {
  /** Number of rounds since they last met; null when they never met. */
  roundsAgo: (a: number, b: number) => number | null;
  organisationsMet: (a: number, b: number) => boolean;
}

export interface WeightedReason {
  reason: Reason;
  /** Hundredths of a point. */
  worth: number;
}

/** The reasons for one pair. The sum of their worth and `silentWorth` is the pair's score. */
export function pairReasons(p: Participant, q: Participant, past: Past, weights: PairingWeights): WeightedReason[] {
  const reasons: WeightedReason[] = [];
  const give = (reason: Reason, worth: number) => {
    if (worth > 0) reasons.push({ reason, worth });
  };
  const offered = common(p.offers, q.wants);
  const wanted = common(q.offers, p.wants);
  const both = offered.length > 0 && wanted.length > 0 ? units(weights.bothOfferAndWant) : 0;
  for (const [from, to, terms] of [
    [p, q, offered],
    [q, p, wanted],
  ] as const) {
    // Only the first term earns points, but all of them are shown.
    terms.forEach((term, k) => {
      const worth = k === 0 ? units(weights.offerMeetsWant) + (from === p ? both : 0) : 0;
      if (weights.offerMeetsWant > 0) reasons.push({ reason: { kind: 'offer-meets-want', from: from.id, to: to.id, term }, worth });
    });
  }
  const [one, other] = [p.organisationId, q.organisationId];
  if (one !== null && other !== null && one !== other && !past.organisationsMet(one, other)) {
    give({ kind: 'organisations-never-met' }, units(weights.organisationsNeverMet));
  }
  if (differ(p.organisationType, q.organisationType)) give({ kind: 'different-types' }, units(weights.differentTypes));
  if (inDifferentPlaces(p.governorates, q.governorates)) give({ kind: 'different-governorates' }, units(weights.differentGovernorates));
  for (const sector of common(p.sectors, q.sectors).slice(0, SECTORS_COUNTED)) {
    give({ kind: 'common-sector', sector }, units(weights.commonSector));
  }
  const minutes = minutesInCommon(p.workingHours, q.workingHours);
  give({ kind: 'overlapping-hours', minutes }, units(weights.overlappingHours, Math.min(1, minutes / ENOUGH_MINUTES)));
  if (isNewcomer(p.roundsTaken) !== isNewcomer(q.roundsTaken)) {
    give({ kind: 'newcomer-with-experienced', newcomer: isNewcomer(p.roundsTaken) ? p.id : q.id }, units(weights.newcomerWithExperienced));
  }
  const roundsAgo = past.roundsAgo(p.id, q.id);
  if (roundsAgo !== null) give({ kind: 'long-since', roundsAgo }, units(weights.longSince, Math.min(roundsAgo, LONG_ROUNDS) / LONG_ROUNDS));
  return reasons;
}

/** Points without a reason to show: two people who never met get them, as nearly all pairs do. In hundredths of a point. */
export function silentWorth(p: Participant, q: Participant, past: Past, weights: PairingWeights): number {
  return past.roundsAgo(p.id, q.id) === null ? units(weights.longSince) : 0;
}

/** The reasons for a match of two or three people, the strongest first, without duplicates. */
export function matchReasons(people: readonly Participant[], past: Past, weights: PairingWeights): Reason[] {
  const found = new Map<string, WeightedReason>();
  people.forEach((p, k) => {
    for (const q of people.slice(k + 1)) {
      for (const weighted of pairReasons(p, q, past, weights)) {
        const key = JSON.stringify(weighted.reason);
        if (!found.has(key)) found.set(key, weighted);
      }
    }
  });
  return [...found.values()].sort((one, other) => other.worth - one.worth).map(({ reason }) => reason);
}
