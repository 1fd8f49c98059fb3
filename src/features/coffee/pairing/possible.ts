// Says whether anybody could be matched, without looking for the best matching.

import { deadlineAfter } from './deadline.js';
import { modelFor } from './model.js';
import type { PairingInput, Participant } from './types.js';

/** What would make a pair possible where there is none. */
export interface Help {
  /** The longest time without a repeat, in rounds, with which somebody could be matched; undefined if no shorter one helps. */
  readonly noRepeatRounds?: number;
  /** Whether people of one organisation could meet. */
  readonly sameOrganisation: boolean;
}

/**
 * Undefined if the rules allow at least one pair; else what would. What would is found without avoid lists, so that it reveals
 * nothing of them. All pairs are looked at, so it is meant for small rounds.
 */
export function helpToPair(input: PairingInput): Help | undefined {
  const people = [...input.participants].sort((p, q) => p.id - q.id);
  if (pairsOf(people, input).length > 0) return undefined;
  const { settings } = input;
  const willing = people.map((person) => ({ ...person, avoids: [] }));
  if (pairsOf(willing, input).length > 0) return { sameOrganisation: false };
  const repeated = pairsOf(willing, { ...input, settings: { ...settings, noRepeatRounds: 0 } }, true);
  const roundsAgo = lastMeetings(input);
  const longest = Math.max(...repeated.map(([a, b]) => (roundsAgo.get(`${a}:${b}`) ?? 0) - 1));
  const inOne = pairsOf(willing, { ...input, settings: { ...settings, allowSameOrganisation: true } });
  return { ...(repeated.length > 0 && { noRepeatRounds: longest }), sameOrganisation: inOne.length > 0 };
}

/** The ids of the allowed pairs, the lower one first: only one of them, unless `all`. */
function pairsOf(people: readonly Participant[], input: PairingInput, all = false): (readonly [number, number])[] {
  const { scores } = modelFor(people, input, deadlineAfter(undefined, undefined));
  const pairs: (readonly [number, number])[] = [];
  const row = new Int32Array(scores.n);
  for (let v = 0; v < scores.n; v++) {
    scores.fillRow(v, v + 1, scores.n, row);
    for (let w = v + 1; w < scores.n; w++) {
      if (row[w]! < 0) continue;
      pairs.push([people[v]!.id, people[w]!.id]);
      if (!all) return pairs;
    }
  }
  return pairs;
}

function lastMeetings({ meetings }: PairingInput): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { a, b, roundsAgo } of meetings) last.set(`${a}:${b}`, Math.min(roundsAgo, last.get(`${a}:${b}`) ?? Infinity));
  return last;
}
