import { z } from 'zod';
import { memoizeLast } from '../../kit/memoize-last.js';

/** The shapes of what coffee's tables hold as JSON. */

/** Checks a value without rebuilding it: the digest of a matching's input depends on the order of keys. */
function unchanged<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.custom<T>((value) => schema.safeParse(value).success);
}

const seat = z.int().min(0).max(2);

/**
 * A reason as a match keeps it: people by their seat, and no words of theirs. So nothing here has to be erased with a
 * person, and a term is shown only while both still have it in their profiles.
 */
const storedReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offer-meets-want'), from: seat, to: seat }),
  z.object({ kind: z.literal('organisations-never-met') }),
  z.object({ kind: z.literal('different-types') }),
  z.object({ kind: z.literal('different-governorates') }),
  z.object({ kind: z.literal('common-sector'), sector: z.string() }),
  z.object({ kind: z.literal('overlapping-hours'), minutes: z.number() }),
  z.object({ kind: z.literal('newcomer-with-experienced'), newcomer: seat }),
  z.object({ kind: z.literal('long-since'), roundsAgo: z.int() }),
]);
export type StoredReason = z.infer<typeof storedReasonSchema>;

/** The reasons of a stored match; none where an older version wrote them in another form. */
export function readReasons(text: string): readonly StoredReason[] {
  try {
    return z.array(storedReasonSchema).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

const pairingWeightsSchema = z.object({
  organisationsNeverMet: z.number(),
  offerMeetsWant: z.number(),
  bothOfferAndWant: z.number(),
  differentTypes: z.number(),
  differentGovernorates: z.number(),
  commonSector: z.number(),
  overlappingHours: z.number(),
  newcomerWithExperienced: z.number(),
  longSince: z.number(),
});

const pairingSettingsSchema = z.object({
  noRepeatRounds: z.number(),
  allowSameOrganisation: z.boolean(),
  odd: z.enum(['trio', 'volunteer']),
  weights: pairingWeightsSchema,
  lookAhead: z.boolean().exactOptional(),
});

const proofSchema = z.object({
  exact: z.boolean(),
  total: z.number(),
  bound: z.number(),
  gap: z.number(),
  matched: z.number(),
  roundsKept: z.number().exactOptional(),
});

/**
 * What is kept to explain a round and to repeat it, beside what the matching was given of each participant: no names and
 * no words of people.
 */
const explanationSchema = unchanged(
  z.object({
    /** 1: the digest is of an input with words, and nothing was kept of the participants. 2 and 3: see pairing/compatibility.ts. */
    version: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    /** The digest of the input without texts; the same digest gives the same matches. */
    inputDigest: z.string(),
    participants: z.number(),
    settings: pairingSettingsSchema,
    proof: proofSchema,
  }),
);
export type Explanation = z.infer<typeof explanationSchema>;

/** The explanation of a stored round; null where an older version wrote it in another form. */
export const readExplanation = memoizeLast((text): Explanation | null => {
  try {
    return explanationSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
});

/** What the matching was given of one member, without their id; words are replaced by numbers. */
export const givenSchema = unchanged(
  z.object({
    organisationId: z.number().nullable(),
    organisationType: z.enum(['local', 'national', 'international']).nullable(),
    governorates: z.array(z.string()).readonly(),
    sectors: z.array(z.string()).readonly(),
    languages: z.array(z.string()).readonly(),
    offers: z.array(z.string()).readonly(),
    wants: z.array(z.string()).readonly(),
    workingHours: z.object({ startUtc: z.number(), endUtc: z.number() }),
    roundsTaken: z.number(),
    leftOutLastTime: z.boolean(),
    avoids: z.array(z.number()).readonly(),
    acceptsTwo: z.boolean(),
  }),
);
export type GivenParticipant = z.infer<typeof givenSchema>;

const pairingReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offer-meets-want'), from: z.number(), to: z.number(), term: z.string() }),
  z.object({ kind: z.literal('organisations-never-met') }),
  z.object({ kind: z.literal('different-types') }),
  z.object({ kind: z.literal('different-governorates') }),
  z.object({ kind: z.literal('common-sector'), sector: z.string() }),
  z.object({ kind: z.literal('overlapping-hours'), minutes: z.number() }),
  z.object({ kind: z.literal('newcomer-with-experienced'), newcomer: z.number() }),
  z.object({ kind: z.literal('long-since'), roundsAgo: z.number() }),
]);

/** What the matching returns from its worker thread. */
export const pairingResultSchema = z.object({
  matches: z.array(
    z.object({
      members: z.array(z.number()).readonly(),
      score: z.number(),
      reasons: z.array(pairingReasonSchema).readonly(),
      commonLanguages: z.array(z.string()).readonly(),
    }),
  ),
  leftOut: z.array(
    z.object({
      id: z.number(),
      reason: z.enum(['too-few', 'no-shared-language', 'only-own-organisation', 'all-met-recently', 'nobody-available']),
    }),
  ),
  proof: proofSchema,
});
