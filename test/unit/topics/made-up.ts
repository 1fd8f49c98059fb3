// Made-up proposals, histories and volunteers, small enough that equal ones are frequent.

import fc from 'fast-check';
import { type OrganisationId, toId } from '../../../src/core/ids.js';
import { DAY, toInstant } from '../../../src/core/time.js';
import type { ChoiceInput, Proposal } from '../../../src/features/topics/rules/choice-types.js';
import { addMonths, monthOfYear, toMonth } from '../../../src/features/topics/rules/month.js';

const SECTORS = ['protection', 'recovery', 'legislation', 'awareness'];
const START = toMonth('2026-01');
const TYPES = ['local', 'national', 'international'];

const sector = fc.option(fc.constantFrom(...SECTORS, 'fishing'), { freq: 5 });
const supporter = fc.option(fc.integer({ min: 1, max: 6 }), { freq: 8 }).map((organisation) => ({
  organisation: organisation === null ? null : toId<OrganisationId>(organisation),
  type: organisation === null ? null : (TYPES[organisation % 3] ?? null),
}));

export function proposals(most: number, { mergedSometimes = true } = {}): fc.Arbitrary<Proposal[]> {
  const one = fc.record({
    sector,
    supporters: fc.array(supporter, { maxLength: 5 }),
    since: fc.integer({ min: 0, max: 3 }).map((days) => toInstant(days * DAY)),
    mergedInto: mergedSometimes
      ? fc.option(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: most + 1 })), { freq: 2, nil: null })
      : fc.constant(null),
    keep: fc.boolean(),
  });
  return fc.array(one, { maxLength: most }).map((list) =>
    list.map(({ keep, mergedInto, ...rest }, index) => ({
      ...rest,
      id: index + 1,
      anonymous: false,
      mergedInto: keep ? null : mergedInto,
    })),
  );
}

/** Around a month; most histories are nearly level, and most annual topics are near. */
export const choiceInput: fc.Arbitrary<ChoiceInput> = fc.integer({ min: 0, max: 11 }).chain((offset) => {
  const now = addMonths(START, 24 + offset);
  const month = fc.integer({ min: -8, max: 1 }).map((months) => addMonths(now, months));
  const held = fc.record({ sector, month });
  const level = fc
    .tuple(fc.shuffledSubarray([...SECTORS, null]), fc.array(held, { maxLength: 2 }))
    .map(([round, rest]) => [...round.map((each, index) => ({ sector: each, month: addMonths(now, index - 6) })), ...rest]);
  return fc.record({
    month: fc.constant(now),
    quota: fc.integer({ min: 0, max: 4 }),
    taken: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }) },
    ),
    sectors: fc.subarray(SECTORS, { minLength: 1 }),
    proposals: proposals(8),
    history: fc.oneof({ weight: 2, arbitrary: level }, { weight: 1, arbitrary: fc.array(held, { maxLength: 14 }) }),
    annual: fc.array(
      fc.record({
        name: fc.constantFrom('16 Days', 'Day of Peace'),
        sector,
        month: fc
          .oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 11 }))
          .map((months) => monthOfYear(addMonths(now, months))),
        slot: fc.oneof(fc.constant('last' as const), fc.integer({ min: 1, max: 4 })),
      }),
      { maxLength: 3 },
    ),
    evergreen: fc
      .array(fc.record({ sector: fc.constantFrom(...SECTORS, 'fishing'), lastHeld: fc.option(month, { freq: 2, nil: null }) }), {
        maxLength: 6,
      })
      .map((list) => list.map((topic, index) => ({ ...topic, id: index + 1 }))),
    seed: fc.nat(),
  });
});
