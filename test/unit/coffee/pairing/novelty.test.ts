import { describe, expect, it } from 'vitest';
import { pair } from '../../../../src/features/coffee/pairing/pair.js';
import type { Participant, PastMeeting } from '../../../../src/features/coffee/pairing/types.js';
import { seededRandom } from '../../../../src/kit/random.js';
import { person, round } from './people.js';

/** Larger communities whose rounds are held; `npm run test:pairing` holds those of many. */
const COMMUNITIES = Number(process.env['COMMUNITIES'] ?? 15);

const alike = (id: number): Participant => person(id, { organisationId: id });

function varied(id: number, random: (bound: number) => number): Participant {
  const some = (prefix: string, kinds: number, most: number) => [
    ...new Set(Array.from({ length: random(most + 1) }, () => `${prefix}${random(kinds)}`)),
  ];
  return person(id, {
    organisationId: id,
    organisationType: (['local', 'national', 'international'] as const)[random(3)]!,
    governorates: some('g', 6, 2),
    sectors: some('s', 8, 3),
    offers: some('t', 12, 3),
    wants: some('t', 12, 3),
    workingHours: { startUtc: 240 + 60 * random(4), endUtc: 780 },
    roundsTaken: random(4),
  });
}

/** Full rounds held before one is not possible any more without a repeat. */
function fullRounds(participants: readonly Participant[], seed: number, lookAhead = true): number {
  let meetings: PastMeeting[] = [];
  for (let rounds = 0; ; rounds++) {
    const { matches, leftOut } = pair(round(participants, { meetings, seed: 1000 * seed + rounds }, { noRepeatRounds: 1000, lookAhead }));
    if (leftOut.length > 0 || matches.some(({ members }) => members.length > 2)) return rounds;
    meetings = meetings.map((meeting) => ({ ...meeting, roundsAgo: meeting.roundsAgo + 1 }));
    for (const { members } of matches) meetings.push({ a: members[0]!, b: members[1]!, roundsAgo: 1 });
  }
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe('rounds before the first repeat', () => {
  it.each([
    [20, 100],
    [50, COMMUNITIES],
  ])('reach the upperBound with %i members alike (%i seeds)', { timeout: 120_000 }, (n, count) => {
    const people = Array.from({ length: n }, (_, id) => alike(id));
    expect(median(seeds(count).map((seed) => fullRounds(people, seed)))).toBe(n - 1);
  });

  it.each([
    [20, 100],
    [50, COMMUNITIES],
  ])('reach the upperBound with %i varied members (%i seeds)', { timeout: 120_000 }, (n, count) => {
    const rounds = seeds(count).map((seed) => {
      const random = seededRandom(seed);
      return fullRounds(
        Array.from({ length: n }, (_, id) => varied(id, random)),
        seed,
      );
    });
    expect(median(rounds)).toBe(n - 1);
  });

  it('fall short of it without looking ahead', () => {
    const rounds = seeds(30).map((seed) => {
      const random = seededRandom(seed);
      return fullRounds(
        Array.from({ length: 20 }, (_, id) => varied(id, random)),
        seed,
        false,
      );
    });
    expect(median(rounds)).toBeLessThan(19);
  });

  it('still come close to it when members come and go', () => {
    const rounds = seeds(20).map((seed) => {
      const random = seededRandom(seed);
      const people = Array.from({ length: 24 }, (_, id) => varied(id, random));
      let meetings: PastMeeting[] = [];
      for (let count = 0; ; count++) {
        // Two others pause each time.
        const away = [(2 * count) % 24, (2 * count + 1) % 24];
        const present = people.filter(({ id }) => !away.includes(id));
        const { matches, leftOut } = pair(round(present, { meetings, seed: 1000 * seed + count }, { noRepeatRounds: 1000 }));
        if (leftOut.length > 0 || matches.some(({ members }) => members.length > 2)) return count;
        meetings = meetings.map((meeting) => ({ ...meeting, roundsAgo: meeting.roundsAgo + 1 }));
        for (const { members } of matches) meetings.push({ a: members[0]!, b: members[1]!, roundsAgo: 1 });
      }
    });
    expect(median(rounds)).toBeGreaterThanOrEqual(20);
  });

  it('cost points only as far as the proof says', () => {
    let spent = 0;
    for (const seed of seeds(10)) {
      const random = seededRandom(seed);
      const people = Array.from({ length: 20 }, (_, id) => varied(id, random));
      let meetings: PastMeeting[] = [];
      for (let rounds = 0; rounds < 19; rounds++) {
        const input = round(people, { meetings, seed: 1000 * seed + rounds }, { noRepeatRounds: 1000 });
        const { matches, proof } = pair(input);
        const best = pair({ ...input, settings: { ...input.settings, lookAhead: false } }).proof;
        expect(best.exact).toBe(true);
        expect(proof.bound).toBe(best.total);
        expect(proof.total).toBeLessThanOrEqual(best.total);
        expect(proof.exact).toBe(proof.total === best.total);
        if (!proof.exact) {
          expect(proof.roundsKept).toBe(18 - rounds);
          expect(proof.gap).toBeCloseTo((best.total - proof.total) / best.total, 12);
          spent++;
        }
        meetings = meetings.map((meeting) => ({ ...meeting, roundsAgo: meeting.roundsAgo + 1 }));
        for (const { members } of matches) meetings.push({ a: members[0]!, b: members[1]!, roundsAgo: 1 });
      }
    }
    expect(spent).toBeGreaterThan(0);
  });
});
