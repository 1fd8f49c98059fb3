// What the solver knows about one round.

import { common } from './criteria.js';
import type { Deadline } from './deadline.js';
import { type Penalties, penaltiesFor } from './penalties.js';
import { PairScores, type PairSource } from './scores.js';
import type { PairingInput, Participant } from './types.js';
import { highestScore } from './weights.js';

/** Members are numbered 0, 1, …. Scores are in hundredths of a point. */
export interface PairingModel {
  scores: PairSource;
  /** The score of a trio, which is half the sum of its three pairs' scores; null where the trio breaks a rule. */
  trioScore: (a: number, b: number, c: number) => number | null;
  penalties: Penalties;
  leftOutLastTime: (member: number) => boolean;
  /** Members who accept two matches. */
  volunteers: readonly number[];
  deadline: Deadline;
}

/** `people` are the participants in the order in which they are numbered. */
export function modelFor(people: readonly Participant[], input: PairingInput, deadline: Deadline): PairingModel {
  const { weights, odd } = input.settings;
  const scores = new PairScores(people, input);
  const volunteers = people.flatMap(({ acceptsTwo }, member) => (acceptsTwo ? [member] : []));
  return {
    scores,
    trioScore(a, b, c) {
      const one = scores.worth(a, b);
      if (one < 0) return null;
      const two = scores.worth(b, c);
      if (two < 0) return null;
      const three = scores.worth(a, c);
      if (three < 0 || commonLanguages([people[a]!, people[b]!, people[c]!]).length === 0) return null;
      return (one + two + three) / 2;
    },
    penalties: penaltiesFor(people.length, volunteers.length, highestScore(weights), odd),
    leftOutLastTime: (member) => people[member]!.leftOutLastTime,
    volunteers,
    deadline,
  };
}

/** Languages that all of them speak, in the order of the first person. */
export function commonLanguages([first, ...others]: readonly Participant[]): string[] {
  return others.reduce((languages, person) => common(languages, person.languages), [...new Set(first?.languages ?? [])]);
}
