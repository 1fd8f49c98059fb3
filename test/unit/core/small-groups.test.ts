import { describe, expect, it } from 'vitest';
import { type Group, SMALLEST_GROUP, shownCount, shownKinds, shownPeople } from '../../../src/core/small-groups.js';

const MEMBERS = 14;
const MOST = 8;

/** Every community that could be behind a report: three groups with organisations and one without. */
function* communities(): Generator<readonly Group[]> {
  for (let last = 0; last <= MOST; last++) {
    for (const first of withOrganisations()) {
      for (const second of withOrganisations()) {
        for (const third of withOrganisations()) yield [first, second, third, { people: last, organisations: 0 }];
      }
    }
  }
}

function* withOrganisations(): Generator<Group> {
  yield { people: 0, organisations: 0 };
  for (let people = 1; people <= MOST; people++) {
    for (let organisations = 1; organisations <= people; organisations++) yield { people, organisations };
  }
}

/** The numbers of people that nobody may be able to tell. */
function secrets(groups: readonly Group[]): readonly number[] {
  const wrote = groups.reduce((total, { people }) => total + people, 0);
  return [wrote, Math.max(0, MEMBERS - wrote), ...groups.map(({ people }) => people)];
}

/** How many people are in the hidden groups. */
function hiddenIn(shown: string): number {
  const { people = 0, groups = [] } = JSON.parse(shown) as { people?: number; groups?: readonly { people: number | null }[] };
  return groups.reduce((rest, group) => rest - (group.people ?? 0), people);
}

describe('groups under five', () => {
  it('can’t be told by anybody who knows the rule and every number that is shown', () => {
    const possible = new Map<string, { lowest: number[]; highest: number[] }>();
    for (const groups of communities()) {
      const shown = JSON.stringify(shownPeople(MEMBERS, groups));
      const numbers = secrets(groups);
      const known = possible.get(shown);
      if (known === undefined) possible.set(shown, { lowest: [...numbers], highest: [...numbers] });
      for (const [index, number] of numbers.entries()) {
        if (known === undefined) continue;
        known.lowest[index] = Math.min(known.lowest[index] ?? number, number);
        known.highest[index] = Math.max(known.highest[index] ?? number, number);
      }
    }
    const told = [...possible].filter(
      ([shown, { lowest, highest }]) =>
        // Where more is hidden, it could be in groups that are larger than those tried here.
        hiddenIn(shown) <= MOST && lowest.some((low, index) => low === highest[index] && low > 0 && low < SMALLEST_GROUP),
    );
    expect(told.map(([shown]) => shown)).toEqual([]);
    expect(possible.size).toBeGreaterThan(500);
  });

  it('leave the rest as it is', () => {
    const of = (people: number, organisations: number): Group => ({ people, organisations });
    const groups = [of(30, 12), of(9, 4), of(3, 2), of(6, 0)];
    expect(shownPeople(120, groups)).toEqual({
      type: 'shown',
      people: 48,
      organisations: null,
      groups: [of(30, 12), of(9, 4), { people: null, organisations: null }, { people: null, organisations: null }],
    });
    expect(shownPeople(120, [of(30, 12), of(9, 4), of(5, 2), of(0, 0)])).toMatchObject({ people: 44, organisations: 18 });
    expect(shownPeople(9, groups)).toEqual({ type: 'withheld' });
    expect(shownPeople(120, [of(0, 0), of(0, 0)])).toEqual({ type: 'none' });
    expect(shownPeople(120, [of(1, 1), of(3, 1)])).toEqual({ type: 'few' });
    expect(shownPeople(50, groups)).toEqual({ type: 'most' });
    // More wrote than are still there.
    expect(shownPeople(40, groups)).toMatchObject({ type: 'shown', people: 48 });
    expect([0, 1, 4, 5].map(shownCount)).toEqual([0, null, null, 5]);
  });
});

describe('small groups of many', () => {
  /** Every way in which people could be in one of four kinds. */
  function* counts(): Generator<readonly number[]> {
    for (let code = 0; code < 8 ** 4; code++) yield [...code.toString(8).padStart(4, '0')].map(Number);
  }

  it('can’t be told from the others and their sum', () => {
    const kinds = [0, 1, 2, 3];
    const possible = new Map<string, Set<number>[]>();
    for (const sizes of counts()) {
      const people = sizes.flatMap((size, kind) => Array.from({ length: size }, () => [kind]));
      if (people.length < SMALLEST_GROUP) continue;
      const shown = JSON.stringify([people.length, [...shownKinds(people, kinds)]]);
      const known = possible.get(shown) ?? kinds.map(() => new Set<number>());
      for (const [kind, size] of sizes.entries()) known[kind]?.add(size);
      possible.set(shown, known);
    }
    // Where more is hidden, it could be in groups that are larger than those tried here.
    const hiddenIn = (shown: string) => {
      const [total, groups] = JSON.parse(shown) as [number, readonly [number, number][]];
      return groups.reduce((rest, [, count]) => rest - count, total);
    };
    const told = [...possible].filter(
      ([shown, known]) =>
        hiddenIn(shown) <= 7 && known.some((sizes) => sizes.size === 1 && [...sizes].every((size) => size > 0 && size < SMALLEST_GROUP)),
    );
    expect(told.map(([shown]) => shown)).toEqual([]);
    expect(possible.size).toBeGreaterThan(100);
  });

  it('are counted with each kind that somebody has', () => {
    const people = [...Array.from({ length: 6 }, () => ['health', 'food']), ...Array.from({ length: 5 }, () => ['food'])];
    const kinds = ['food', 'health', 'shelter'];
    expect([...shownKinds(people, kinds)]).toEqual([
      ['food', 11],
      ['health', 6],
    ]);
    expect([...shownKinds([...people, ['shelter'], ['shelter']], kinds)]).toEqual([['health', 6]]);
  });
});
