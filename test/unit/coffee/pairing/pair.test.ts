import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pair } from '../../../../src/features/coffee/pairing/pair.js';
import type { PairingInput, PairingResult } from '../../../../src/features/coffee/pairing/types.js';
import { bruteForce, mayMeet, mayMeetAsTrio, scoreOf } from './brute-force.js';
import { person, round, rounds } from './people.js';

/** How a result uses its groups; and fails where it breaks a rule. */
function judge(input: PairingInput, result: PairingResult) {
  const of = new Map(input.participants.map((participant) => [participant.id, participant]));
  const times = new Map<number, number>();
  let trios = 0;
  let score = 0;
  const met = new Set<string>();
  for (const { members, score: stated } of result.matches) {
    const people = members.map((id) => of.get(id)!);
    for (const id of members) times.set(id, (times.get(id) ?? 0) + 1);
    const [p, q, r] = people;
    for (const [x, y] of [
      [p, q],
      ...(r
        ? [
            [q, r],
            [p, r],
          ]
        : []),
    ]) {
      const key = [x!.id, y!.id].sort((a, b) => a - b).join();
      expect(met.has(key)).toBe(false);
      met.add(key);
    }
    if (r) {
      trios++;
      expect(mayMeetAsTrio(input, p!, q!, r)).toBe(true);
      expect(stated).toBe((scoreOf(input, p!, q!) + scoreOf(input, q!, r) + scoreOf(input, p!, r)) / 2);
    } else {
      expect(members).toHaveLength(2);
      expect(mayMeet(input, p!, q!)).toBe(true);
      expect(stated).toBe(scoreOf(input, p!, q!));
    }
    score += stated;
  }
  let seconds = 0;
  for (const [id, count] of times) {
    expect(count).toBeLessThanOrEqual(of.get(id)!.acceptsTwo ? 2 : 1);
    if (count === 2) seconds++;
  }
  expect([...times.keys(), ...result.leftOut.map(({ id }) => id)].sort()).toEqual([...of.keys()].sort());
  expect(result.proof.matched).toBe(times.size);
  expect(result.proof.total).toBe(score);
  const matchedAgain = [...times.keys()].filter((id) => of.get(id)!.leftOutLastTime).length;
  return { matched: times.size, matchedAgain, trios, seconds, score };
}

describe('pairing against brute force', () => {
  it.each([
    ['scarce', true, 9, 1500],
    ['ample', false, 10, 300],
  ] as const)('keeps every rule and reaches every aim in order (%s)', (_, scarce, most, numRuns) => {
    fc.assert(
      fc.property(rounds(1, most, scarce), (input) => {
        const result = pair(input);
        const reached = judge(input, result);
        const best = bruteForce(input);
        expect(reached).toMatchObject({ matched: best.matched, matchedAgain: best.matchedAgain });
        expect(reached.trios + reached.seconds).toBe(best.trios + best.seconds);
        expect([reached.trios, reached.seconds]).toEqual([best.trios, best.seconds]);
        expect(reached.score).toBeLessThanOrEqual(best.score);
        expect(result.proof.bound).toBeGreaterThanOrEqual(best.score);
        if (best.trios === 0 || (best.trios === 1 && best.seconds === 0)) expect(result.proof.exact).toBe(true);
        if (result.proof.exact) expect(reached.score).toBe(best.score);
        else expect(result.proof.gap).toBeGreaterThan(0);
      }),
      { numRuns },
    );
  });
});
