import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTopics } from '../../../src/features/topics/rules/choice.js';
import type { ChoiceInput, ChosenTopic } from '../../../src/features/topics/rules/choice-types.js';
import { oracle } from './choice-oracle.js';
import { choiceInput } from './made-up.js';

function textOf(topic: ChosenTopic): string {
  switch (topic.from) {
    case 'proposal':
      return `${topic.slot}:proposal:${topic.proposal}`;
    case 'annual':
      return `${topic.slot}:annual:${topic.name}`;
    case 'evergreen':
      return `${topic.slot}:evergreen:${topic.evergreen}`;
    default:
      return topic satisfies never;
  }
}

/** All ways to take `count` of `items`. */
function* subsets<T>(items: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield [];
  for (const [index, item] of items.entries())
    for (const rest of subsets(items.slice(index + 1), count - 1)) if (rest.length === count - 1) yield [item, ...rest];
}

describe('the choice of topics', () => {
  it('is that of its description', () => {
    fc.assert(
      fc.property(choiceInput, (input) => {
        expect(chooseTopics(input).topics.map(textOf)).toEqual(oracle(input));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order of its lists', () => {
    const turned = (input: ChoiceInput): ChoiceInput => ({
      ...input,
      sectors: input.sectors.toReversed(),
      proposals: input.proposals.toReversed().map((each) => ({ ...each, supporters: each.supporters.toReversed() })),
      history: input.history.toReversed(),
      evergreen: input.evergreen.toReversed(),
    });
    fc.assert(
      fc.property(choiceInput, (input) => {
        expect(chooseTopics(turned(input))).toEqual(chooseTopics(input));
      }),
      { numRuns: 500 },
    );
  });

  it('fills every slot once as long as there is something to choose', () => {
    fc.assert(
      fc.property(choiceInput, (input) => {
        const { topics, missing, unplaced } = chooseTopics(input);
        const open = Array.from({ length: input.quota }, (_, index) => index + 1).filter((slot) => !input.taken.includes(slot));
        const annual = input.annual.filter(({ month }) => month === Number(input.month.slice(5))).length;
        const supply = annual + input.proposals.filter(({ mergedInto }) => mergedInto === null).length + input.evergreen.length;
        expect(topics.length).toBe(Math.min(open.length, supply));
        expect(missing).toBe(open.length - topics.length);
        expect(unplaced.length).toBe(Math.max(0, annual - open.length));
        expect(new Set(topics.map(({ slot }) => slot)).size).toBe(topics.length);
        expect(topics.every(({ slot }) => open.includes(slot))).toBe(true);
        expect(new Set(topics.filter(({ from }) => from !== 'annual').map((topic) => textOf(topic).slice(2))).size).toBe(
          topics.filter(({ from }) => from !== 'annual').length,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('takes, of all sets of sectors, one of the most different and least discussed ones', () => {
    fc.assert(
      fc.property(choiceInput, (input) => {
        const all = input.sectors;
        const known = (sector: string | null): sector is string => sector !== null && all.includes(sector);
        const plain: ChoiceInput = {
          ...input,
          annual: [],
          taken: [],
          proposals: input.proposals.filter(({ sector }) => known(sector)).map((each) => ({ ...each, mergedInto: null })),
          evergreen: input.evergreen.filter(({ sector }) => known(sector)),
          // Short and level enough that nobody has to be moved up.
          history: input.history.filter(({ month, sector }) => month !== input.month && known(sector)).slice(0, 2),
        };
        const topics = chooseTopics(plain).topics.map(({ sector }) => sector);
        const stock = [...plain.proposals, ...plain.evergreen].map(({ sector }) => sector);
        const judge = (sectors: readonly (string | null)[]) => {
          const different = [...new Set(sectors)];
          const discussed = different.map((sector) => plain.history.filter((held) => held.sector === sector).length);
          return [-different.length, discussed.reduce((sum, each) => sum + each, 0)];
        };
        const best = [...subsets(stock, topics.length)].map(judge).sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)[0];
        expect(judge(topics)).toEqual(best);
      }),
      { numRuns: 500 },
    );
  });
});
