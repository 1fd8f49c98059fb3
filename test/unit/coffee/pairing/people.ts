// Made-up participants for the tests.

import fc from 'fast-check';
import { defaultWeights } from '../../../../bench/support/default-weights.js';
import type { PairingInput, Participant, PastMeeting } from '../../../../src/features/coffee/pairing/types.js';

/** A participant whom nothing keeps from meeting the others. */
export function person(id: number, more: Partial<Participant> = {}): Participant {
  return {
    id,
    organisationId: null,
    organisationType: null,
    governorates: [],
    sectors: [],
    languages: ['ar'],
    offers: [],
    wants: [],
    workingHours: { startUtc: 300, endUtc: 780 },
    roundsTaken: 5,
    leftOutLastTime: false,
    avoids: [],
    acceptsTwo: false,
    ...more,
  };
}

export function round(
  participants: readonly Participant[],
  more: Partial<PairingInput> = {},
  settings: Partial<PairingInput['settings']> = {},
): PairingInput {
  return {
    participants,
    meetings: [],
    organisationMeetings: [],
    settings: { noRepeatRounds: 6, allowSameOrganisation: false, odd: 'trio', weights: defaultWeights, ...settings },
    seed: 1,
    ...more,
  };
}

const some = (items: readonly string[], most: number) => fc.uniqueArray(fc.constantFrom(...items), { maxLength: most });

/** `scarce`: rules bite hard, so that many arrangements leave somebody out. */
export function rounds(minimum: number, most: number, scarce: boolean): fc.Arbitrary<PairingInput> {
  return fc.integer({ min: minimum, max: most }).chain((n) => {
    const ids = Array.from({ length: n }, (_, k) => 10 * k + 3);
    const participant = (id: number) =>
      fc.record<Participant>({
        id: fc.constant(id),
        organisationId: scarce ? fc.constantFrom(null, 1, 2, 3) : fc.constantFrom(null, 1, 2, 3, 4, 5, 6),
        organisationType: fc.constantFrom('local', 'national', 'international', null),
        governorates: some(['basra', 'erbil', 'nineveh'], 2),
        sectors: some(['protection', 'recovery', 'awareness', 'climate'], 3),
        languages: scarce
          ? fc.constantFrom(['ar'], ['ckb'], ['ar', 'en'], ['ckb', 'en'], ['ar', 'ckb'], ['fr'], [])
          : fc.constantFrom(['ar'], ['ar', 'en'], ['ckb', 'ar']),
        offers: some(['grants', 'law', 'data'], 2),
        wants: some(['grants', 'law', 'data'], 2),
        workingHours: fc.constantFrom({ startUtc: 300, endUtc: 780 }, { startUtc: 1200, endUtc: 1800 }, { startUtc: 400, endUtc: 700 }),
        roundsTaken: fc.integer({ min: 0, max: 4 }),
        leftOutLastTime: fc.constantFrom(false, false, true),
        avoids: fc.constantFrom(...ids).map((other) => (other % 4 === 3 && other !== id ? [other] : [])),
        acceptsTwo: fc.constantFrom(false, false, false, true),
      });
    const meeting = fc
      .record<PastMeeting>({ a: fc.constantFrom(...ids), b: fc.constantFrom(...ids), roundsAgo: fc.integer({ min: 1, max: 9 }) })
      .filter(({ a, b }) => a !== b);
    return fc.record<PairingInput>({
      participants: fc.tuple(...ids.map(participant)),
      meetings: n < 2 ? fc.constant([]) : fc.array(meeting, { maxLength: scarce ? 3 * n : n }),
      organisationMeetings: fc.array(fc.record({ a: fc.integer({ min: 1, max: 6 }), b: fc.integer({ min: 1, max: 6 }) }), { maxLength: 6 }),
      settings: fc.record({
        noRepeatRounds: fc.integer({ min: 0, max: 9 }),
        allowSameOrganisation: fc.constantFrom(false, false, true),
        odd: fc.constantFrom('trio', 'volunteer'),
        weights: fc.constant(defaultWeights),
        lookAhead: fc.constant(false),
      }),
      seed: fc.integer(),
    });
  });
}
