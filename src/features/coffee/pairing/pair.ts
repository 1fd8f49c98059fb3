// The entry point of the pairing: numbers the members, runs the solver, and builds the result with its reasons.

import { seededRandom, shuffle } from '../../../kit/random.js';
import { type Arrangement, arrange } from './arrange.js';
import { checkInput } from './check.js';
import { deadlineAfter } from './deadline.js';
import { leftOutReason } from './left-out.js';
import { commonLanguages, modelFor, type PairingModel } from './model.js';
import { keepRoundsAhead, worthLookingAhead } from './novelty.js';
import { matchReasons, type Past } from './reasons.js';
import type { PairSource } from './scores.js';
import type { Match, PairingInput, PairingOptions, PairingProof, PairingResult, Participant } from './types.js';

/**
 * Pairs the participants. The aims, in this order: match as many as the rules allow, match those who were left out last time, reach
 * the highest total score. The same input gives the same result, whatever the order of its lists, unless the time limit ends the
 * search early. Throws an Error when the input contradicts itself, and a RangeError for too many members (see penalties.ts).
 */
export function pair(input: PairingInput, options: PairingOptions = {}): PairingResult {
  return pairWithProof(input, options).result;
}

/** A result together with everything needed to verify it. */
export interface ProvenResult {
  result: PairingResult;
  /** The participants, in the order in which the solver numbers them. */
  people: readonly Participant[];
  model: PairingModel;
  /** The best arrangement, before `lookAhead` replaces it. */
  best: Arrangement;
}

/** Like `pair`, but also returns what is needed to verify the result. */
export function pairWithProof(input: PairingInput, options: PairingOptions = {}): ProvenResult {
  checkInput(input);
  const deadline = deadlineAfter(options.timeLimitMs, options.now);
  const { settings, seed } = input;
  // The solver breaks ties by the members' numbers, so a seeded shuffle decides between equally good arrangements.
  const people = shuffle(
    [...input.participants].sort((p, q) => p.id - q.id),
    seededRandom(seed),
  );
  const model = modelFor(people, input, deadline);
  const { scores } = model;
  const best = arrange(model, settings.odd);
  const arrangement = settings.lookAhead === false ? best : withRoundsAhead(best, scores, input);
  const past = pastOf(input);
  const matches = arrangement.groups.map((group): Match => {
    const members = group.map((member) => people[member]!);
    const [a, b, c] = group as [number, number, number?];
    return {
      members: members.map(({ id }) => id),
      score: c === undefined ? scores.worth(a, b) : model.trioScore(a, b, c)!,
      reasons: matchReasons(members, past, settings.weights),
      commonLanguages: commonLanguages(members),
    };
  });
  const leftOut = arrangement.leftOut.map((member) => ({
    id: people[member]!.id,
    reason: leftOutReason(people[member]!, people, past.roundsAgo, settings),
  }));
  return { result: { matches, leftOut, proof: proofOf(arrangement, people.length) }, people, model, best };
}

/** Replaces the best pairs where they would make later full rounds impossible, at the cost of some points. */
function withRoundsAhead(best: Arrangement, scores: PairSource, input: PairingInput): Arrangement & { roundsKept?: number } {
  if (best.leftOut.length > 0 || best.groups.length * 2 !== scores.n) return best;
  const { noRepeatRounds } = input.settings;
  if (!worthLookingAhead(scores.n, noRepeatRounds)) return best;
  const present = new Set(input.participants.map(({ id }) => id));
  const usedUp = new PairMap();
  for (const { a, b, roundsAgo } of input.meetings) {
    if (roundsAgo <= noRepeatRounds && present.has(a) && present.has(b)) usedUp.lower(a, b, roundsAgo);
  }
  const pairs = best.groups as [number, number][];
  const kept = keepRoundsAhead(scores, pairs, usedUp.size, seededRandom(input.seed));
  if (kept === null) return best;
  const total = kept.pairs.reduce((sum, [a, b]) => sum + scores.worth(a, b), 0);
  return { ...best, groups: kept.pairs, total, exact: total === best.bound, roundsKept: kept.roundsKept };
}

function proofOf({ exact, total, bound, leftOut, roundsKept }: Arrangement & { roundsKept?: number }, count: number): PairingProof {
  const gap = exact || bound === 0 ? 0 : (bound - total) / bound;
  return { exact, total, bound, gap, matched: count - leftOut.length, ...(roundsKept === undefined ? {} : { roundsKept }) };
}

function pastOf({ meetings, organisationMeetings }: PairingInput): Past {
  const latest = new PairMap();
  for (const { a, b, roundsAgo } of meetings) latest.lower(a, b, roundsAgo);
  const organisations = new PairMap();
  for (const { a, b } of organisationMeetings) organisations.lower(a, b, 0);
  return {
    roundsAgo: (a, b) => latest.get(a, b),
    organisationsMet: (a, b) => organisations.get(a, b) !== null,
  };
}

/** The lowest number recorded for each pair of ids. */
class PairMap {
  readonly #numbers = new Map<number, Map<number, number>>();

  lower(a: number, b: number, number: number): void {
    const least = Math.min(a, b);
    let others = this.#numbers.get(least);
    if (others === undefined) {
      others = new Map();
      this.#numbers.set(least, others);
    }
    const other = Math.max(a, b);
    others.set(other, Math.min(number, others.get(other) ?? number));
  }

  get(a: number, b: number): number | null {
    return this.#numbers.get(Math.min(a, b))?.get(Math.max(a, b)) ?? null;
  }

  get size(): number {
    return [...this.#numbers.values()].reduce((sum, others) => sum + others.size, 0);
  }
}
