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
  expect([...times.keys(), ...result.leftOut.map(({ id }) => id)].sort((a, b) => a - b)).toEqual([...of.keys()].sort((a, b) => a - b));
  expect(result.proof.matched).toBe(times.size);
  expect(result.proof.total).toBe(score);
  const matchedAgain = [...times.keys()].filter((id) => of.get(id)!.leftOutLastTime).length;
  return { matched: times.size, matchedAgain, trios, seconds, score };
}

describe('pairing against brute force', () => {
  it.each([
    ['scarce', true, 10, 1200],
    ['ample', false, 10, 300],
  ] as const)('keeps every rule and reaches every aim in order (%s)', (_, scarce, most, numRuns) => {
    fc.assert(
      fc.property(rounds(1, most, scarce), (input) => {
        const result = pair(input);
        const reached = judge(input, result);
        const best = bruteForce(input);
        expect(reached).toEqual(best);
        expect(result.proof).toMatchObject({ exact: true, gap: 0, total: best.score, bound: best.score });
      }),
      { numRuns },
    );
  });
});

describe('a round', () => {
  it('is the same for the same seed, whatever the order of the lists', () => {
    fc.assert(
      fc.property(rounds(2, 30, false), fc.infiniteStream(fc.nat()), (input, stream) => {
        const mixed = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, key: stream.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const again = { ...input, participants: mixed(input.participants), meetings: mixed(input.meetings) };
        expect(pair(again)).toEqual(pair(input));
      }),
      { numRuns: 60 },
    );
  });

  it('totals the same for every seed, and does not always choose the same pairs', () => {
    const everybody = Array.from({ length: 12 }, (_, id) => person(id));
    const results = Array.from({ length: 10 }, (_, seed) => pair(round(everybody, { seed })));
    expect(new Set(results.map(({ proof }) => proof.total)).size).toBe(1);
    expect(
      new Set(results.map(({ matches }) => JSON.stringify(matches.map(({ members }) => [...members].sort()).sort()))).size,
    ).toBeGreaterThan(5);
    fc.assert(
      fc.property(rounds(2, 24, false), fc.integer(), (input, seed) => {
        const [one, other] = [pair(input), pair({ ...input, seed })];
        expect(other.proof.matched).toBe(one.proof.matched);
        if (one.proof.exact && other.proof.exact) expect(other.proof.total).toBe(one.proof.total);
      }),
      { numRuns: 60 },
    );
  });

  it('is proven the best for a few hundred members, all pairs considered', () => {
    for (const n of [130, 200, 301]) {
      fc.assert(
        fc.property(rounds(n, n, true), (input) => {
          const result = pair(input);
          judge(input, result);
          expect(result.proof).toMatchObject({ exact: true, gap: 0 });
        }),
        { numRuns: 2 },
      );
    }
  });

  it('of nobody is empty, and of one leaves that one out', () => {
    expect(pair(round([]))).toEqual({
      matches: [],
      leftOut: [],
      proof: { exact: true, total: 0, bound: 0, gap: 0, matched: 0 },
    });
    expect(pair(round([person(4)])).leftOut).toEqual([{ id: 4, reason: 'too-few' }]);
  });

  it('takes the trio or the volunteer, as the settings ask, and the other where that one is impossible', () => {
    const people = [person(1), person(2, { acceptsTwo: true }), person(3)];
    expect(pair(round(people)).matches.map(({ members }) => [...members].sort((a, b) => a - b))).toEqual([[1, 2, 3]]);
    const second = pair(round(people, {}, { odd: 'volunteer' })).matches.map(({ members }) => [...members].sort((a, b) => a - b));
    expect(second.sort()).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(pair(round([person(1), person(2), person(3)], {}, { odd: 'volunteer' })).matches).toHaveLength(1);
    const noTrio = [person(1, { avoids: [3] }), person(2, { acceptsTwo: true }), person(3)];
    expect(pair(round(noTrio)).matches).toHaveLength(2);
  });

  it('uses nobody twice when the number is even', () => {
    const people = Array.from({ length: 8 }, (_, id) => person(id, { acceptsTwo: true }));
    expect(pair(round(people, {}, { odd: 'volunteer' })).matches).toHaveLength(4);
  });

  it('is legal and tells its gap when time runs out at once', () => {
    let time = 0;
    const people = Array.from({ length: 151 }, (_, id) =>
      person(id, { organisationId: id % 7, offers: [`t${id % 5}`], wants: [`t${id % 3}`] }),
    );
    for (const patience of [0, 1, 3, 10, 100]) {
      const input = round(people);
      const result = pair(input, { timeLimitMs: patience, now: () => time++ });
      judge(input, result);
      expect(result.proof.bound).toBeGreaterThanOrEqual(result.proof.total);
      expect(result.proof.gap).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(result.proof.bound)).toBe(true);
      // A rough answer still leaves nobody out who could simply be placed.
      expect(result.leftOut).toEqual([]);
    }
  });
});

describe('the reasons', () => {
  it('are the strongest first, with both directions of offers and wants', () => {
    const people = [
      person(1, {
        organisationId: 1,
        offers: ['law'],
        wants: ['grants', 'data'],
        sectors: ['recovery'],
        roundsTaken: 0,
        governorates: ['basra'],
      }),
      person(2, {
        organisationId: 2,
        offers: ['grants', 'data'],
        wants: ['law'],
        sectors: ['recovery'],
        languages: ['en', 'ar'],
        governorates: ['erbil'],
      }),
    ];
    const input = round(people, { meetings: [{ a: 2, b: 1, roundsAgo: 12 }] });
    const [match] = pair(input).matches;
    expect(match!.commonLanguages).toEqual(['ar']);
    expect(match!.reasons.slice(0, 1)).toEqual([
      { kind: 'offer-meets-want', from: expect.anything(), to: expect.anything(), term: expect.anything() },
    ]);
    expect(match!.reasons).toEqual(
      expect.arrayContaining([
        { kind: 'offer-meets-want', from: 1, to: 2, term: 'law' },
        { kind: 'offer-meets-want', from: 2, to: 1, term: 'grants' },
        { kind: 'offer-meets-want', from: 2, to: 1, term: 'data' },
        { kind: 'organisations-never-met' },
        { kind: 'different-governorates' },
        { kind: 'common-sector', sector: 'recovery' },
        { kind: 'overlapping-hours', minutes: 480 },
        { kind: 'newcomer-with-experienced', newcomer: 1 },
        { kind: 'long-since', roundsAgo: 12 },
      ]),
    );
    expect(match!.reasons).toHaveLength(9);
  });

  it('for being left out never depend on an avoid list', () => {
    fc.assert(
      fc.property(rounds(4, 7, true), (input) => {
        const open = { ...input, participants: input.participants.map((participant) => ({ ...participant, avoids: [] })) };
        const allowed = (id: number, among: PairingInput) => {
          const own = among.participants.find((participant) => participant.id === id)!;
          return among.participants.some((other) => mayMeet(among, own, other));
        };
        for (const { id, reason } of pair(input).leftOut) {
          // Whoever could meet somebody but for avoid lists is told the one reason that says nothing.
          expect(reason === 'nobody-available').toBe(allowed(id, open));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('name the rule that leaves nobody', () => {
    // Two strangers make it a round in which lists can't be inferred.
    const strangers = [person(8, { languages: ['fr'] }), person(9, { languages: ['de'] })];
    const reasonOf = (people: Parameters<typeof round>[0], more = {}) =>
      pair(round([...people, ...strangers], more)).leftOut.find(({ id }) => id === 1)?.reason;
    expect(reasonOf([person(1), person(2, { languages: ['es'] })])).toBe('no-shared-language');
    expect(reasonOf([person(1, { organisationId: 5 }), person(2, { organisationId: 5 })])).toBe('only-own-organisation');
    expect(reasonOf([person(1), person(2)], { meetings: [{ a: 1, b: 2, roundsAgo: 6 }] })).toBe('all-met-recently');
    expect(reasonOf([person(1), person(2)], { meetings: [{ a: 1, b: 2, roundsAgo: 7 }] })).toBeUndefined();
    expect(reasonOf([person(1), person(2, { avoids: [1] })])).toBe('nobody-available');
  });

  it('are one and the same among two or three, where a list would show', () => {
    const all = (people: Parameters<typeof round>[0], more = {}) => pair(round(people, more)).leftOut;
    const avoided = all([person(1), person(2, { avoids: [1] })]);
    expect(avoided).toHaveLength(2);
    expect(all([person(1), person(2, { languages: ['fr'] })])).toEqual(avoided);
    expect(all([person(1, { organisationId: 5 }), person(2, { organisationId: 5 })])).toEqual(avoided);
    expect(all([person(1), person(2)], { meetings: [{ a: 1, b: 2, roundsAgo: 6 }] })).toEqual(avoided);
    fc.assert(
      fc.property(rounds(1, 3, true), (input) => {
        for (const { reason } of pair(input).leftOut) expect(reason).toBe('too-few');
      }),
      { numRuns: 200 },
    );
  });
});

describe('impossible input', () => {
  it.each([
    ['listed twice', round([person(1), person(1)])],
    ['themself', round([person(1)], { meetings: [{ a: 1, b: 1, roundsAgo: 1 }] })],
    ['0 rounds ago', round([person(1)], { meetings: [{ a: 1, b: 2, roundsAgo: 0 }] })],
    ['safe integer', round([person(1)], { seed: 0.5 })],
    ['safe integer', round([person(Number.NaN)])],
    ['noRepeatRounds', round([person(1)], {}, { noRepeatRounds: -1 })],
    ['working hours', round([person(1, { workingHours: { startUtc: 1440, endUtc: 1500 } })])],
    ['working hours', round([person(1, { workingHours: { startUtc: 60, endUtc: 60 } })])],
    ['weight longSince', round([person(1)], {}, { weights: { ...round([]).settings.weights, longSince: -1 } })],
    ['rounds', round([person(1, { roundsTaken: -1 })])],
    ['organisations', round([person(1)], { organisationMeetings: [{ a: 1, b: Number.NaN }] })],
  ])('is refused: %s', (message, input) => {
    expect(() => pair(input)).toThrow(message);
  });
});
