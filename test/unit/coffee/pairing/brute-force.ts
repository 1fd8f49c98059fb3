// The rules once more, written from their wording and without any cleverness, and every arrangement tried.

import { pairReasons, silentWorth } from '../../../../src/features/coffee/pairing/reasons.js';
import type { PairingInput, Participant } from '../../../../src/features/coffee/pairing/types.js';

function past(input: PairingInput) {
  const same = (x: { a: number; b: number }, a: number, b: number) => (x.a === a && x.b === b) || (x.a === b && x.b === a);
  return {
    roundsAgo: (a: number, b: number) => {
      const times = input.meetings.filter((meeting) => same(meeting, a, b)).map(({ roundsAgo }) => roundsAgo);
      return times.length === 0 ? null : Math.min(...times);
    },
    organisationsMet: (a: number, b: number) => input.organisationMeetings.some((meeting) => same(meeting, a, b)),
  };
}

export function mayMeet(input: PairingInput, p: Participant, q: Participant): boolean {
  const { noRepeatRounds, allowSameOrganisation } = input.settings;
  if (p.id === q.id) return false;
  if (!allowSameOrganisation && p.organisationId !== null && p.organisationId === q.organisationId) return false;
  if (!p.languages.some((language) => q.languages.includes(language))) return false;
  if (p.avoids.includes(q.id) || q.avoids.includes(p.id)) return false;
  return (past(input).roundsAgo(p.id, q.id) ?? Infinity) > noRepeatRounds;
}

/** A pair's score as the sum of what is told and what goes without saying. */
export function scoreOf(input: PairingInput, p: Participant, q: Participant): number {
  const { weights } = input.settings;
  const told = pairReasons(p, q, past(input), weights).reduce((sum, { worth }) => sum + worth, 0);
  return told + silentWorth(p, q, past(input), weights);
}

export function mayMeetAsTrio(input: PairingInput, p: Participant, q: Participant, r: Participant): boolean {
  const together = p.languages.some((language) => q.languages.includes(language) && r.languages.includes(language));
  return together && mayMeet(input, p, q) && mayMeet(input, q, r) && mayMeet(input, p, r);
}

export interface Best {
  matched: number;
  /** Of those left out last time. */
  matchedAgain: number;
  trios: number;
  seconds: number;
  score: number;
}

/** Compares aim by aim. With trios first, a second match is the last resort, and the other way round. */
function better(x: Best, y: Best, odd: 'trio' | 'volunteer'): boolean {
  const aims = ({ matched, matchedAgain, trios, seconds, score }: Best) => [
    matched,
    matchedAgain,
    -trios - seconds,
    odd === 'trio' ? -seconds : -trios,
    score,
  ];
  const [one, other] = [aims(x), aims(y)];
  for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return one[k]! > other[k]!;
  return false;
}

/** The best arrangement of all: pairs, trios, and volunteers between two others. */
export function bruteForce(input: PairingInput): Best {
  const people = input.participants;
  const n = people.length;
  const groups: { set: number; trio: number; second: number; score: number }[] = [];
  const each = (visit: (k: number) => void, from = 0) => {
    for (let k = from; k < n; k++) visit(k);
  };
  const score = (a: number, b: number) => scoreOf(input, people[a]!, people[b]!);
  each((a) =>
    each((b) => {
      if (mayMeet(input, people[a]!, people[b]!)) groups.push({ set: (1 << a) | (1 << b), trio: 0, second: 0, score: score(a, b) });
      each((c) => {
        const set = (1 << a) | (1 << b) | (1 << c);
        if (mayMeetAsTrio(input, people[a]!, people[b]!, people[c]!)) {
          groups.push({ set, trio: 1, second: 0, score: (score(a, b) + score(b, c) + score(a, c)) / 2 });
        }
        for (const [one, middle, other] of [
          [a, b, c],
          [b, a, c],
          [a, c, b],
        ] as const) {
          const volunteer = people[middle]!;
          if (volunteer.acceptsTwo && mayMeet(input, people[one]!, volunteer) && mayMeet(input, volunteer, people[other]!)) {
            groups.push({ set, trio: 0, second: 1, score: score(one, middle) + score(middle, other) });
          }
        }
      }, b + 1);
    }, a + 1),
  );
  const best: (Best | undefined)[] = Array.from({ length: 1 << n }, () => undefined);
  best[0] = { matched: 0, matchedAgain: 0, trios: 0, seconds: 0, score: 0 };
  for (let set = 1; set < 1 << n; set++) {
    const top = 1 << (31 - Math.clz32(set));
    let found = best[set ^ top]!;
    for (const group of groups) {
      if ((group.set & top) === 0 || (group.set & ~set) !== 0) continue;
      const rest = best[set ^ group.set]!;
      const members = people.filter((_, k) => (group.set & (1 << k)) !== 0);
      const candidate = {
        matched: rest.matched + members.length,
        matchedAgain: rest.matchedAgain + members.filter(({ leftOutLastTime }) => leftOutLastTime).length,
        trios: rest.trios + group.trio,
        seconds: rest.seconds + group.second,
        score: rest.score + group.score,
      };
      if (better(candidate, found, input.settings.odd)) found = candidate;
    }
    best[set] = found;
  }
  return best[(1 << n) - 1]!;
}
