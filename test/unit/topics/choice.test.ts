import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OrganisationId, toId } from '../../../src/core/ids.js';
import { DAY, toInstant } from '../../../src/core/time.js';
import { chooseTopics } from '../../../src/features/topics/rules/choice.js';
import type { ChoiceInput, ChoiceReason, Proposal } from '../../../src/features/topics/rules/choice-types.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { choiceInput } from './made-up.js';

const MARCH = toMonth('2026-03');

const proposal = (id: number, sector: string | null, organisations: readonly number[], rest: Partial<Proposal> = {}): Proposal => ({
  id,
  sector,
  supporters: organisations.map((organisation) => ({ organisation: toId<OrganisationId>(organisation), type: 'local' })),
  since: toInstant(0),
  anonymous: false,
  mergedInto: null,
  ...rest,
});

const input = (rest: Partial<ChoiceInput>): ChoiceInput => ({
  month: MARCH,
  quota: 1,
  taken: [],
  sectors: ['protection', 'recovery', 'awareness'],
  proposals: [],
  history: [],
  annual: [],
  evergreen: [],
  seed: 1,
  ...rest,
});

const chosen = (rest: Partial<ChoiceInput>): readonly (readonly [number | string, ChoiceReason])[] =>
  chooseTopics(input(rest)).topics.map((topic) => {
    switch (topic.from) {
      case 'proposal':
        return [topic.proposal, topic.reason];
      case 'annual':
        return [topic.name, topic.reason];
      case 'evergreen':
        return [`evergreen ${topic.evergreen}`, topic.reason];
      default:
        return topic satisfies never;
    }
  });
const held = (sector: string | null, month: string) => ({ sector, month: toMonth(month) });

describe('a topic is chosen', () => {
  it('for the organisations that support it, not for their people', () => {
    const proposals = [proposal(1, 'protection', [1, 1, 1, 1]), proposal(2, 'protection', [1, 2])];
    expect(chosen({ proposals })).toEqual([[2, { kind: 'most-organisations', organisations: 2 }]]);
  });

  it('with the support and the waiting time of what was merged into it', () => {
    const since = toInstant(-DAY);
    const proposals = [
      proposal(1, 'protection', [1, 2, 3]),
      proposal(2, 'protection', [1, 2]),
      proposal(3, 'recovery', [3], { mergedInto: 2 }),
      proposal(4, null, [4], { mergedInto: 3, since }),
      proposal(5, null, [5, 6, 7, 8, 9], { mergedInto: 77 }),
    ];
    expect(chosen({ proposals })).toEqual([[2, { kind: 'most-organisations', organisations: 4 }]]);
    expect(chosen({ proposals: proposals.map((each) => ({ ...each, supporters: [] })) })).toEqual([[2, { kind: 'waited-longest', since }]]);
  });

  it('because its sector has waited, though another has more support', () => {
    const proposals = [proposal(1, 'protection', [1, 2, 3]), proposal(2, 'recovery', [1])];
    const history = [
      held('protection', '2026-02'),
      held('awareness', '2025-12'),
      held('recovery', '2025-07'),
      held('protection', '2025-08'),
    ];
    expect(chosen({ proposals, history })).toEqual([[2, { kind: 'sector-waited', sector: 'recovery', months: 8 }]]);
    expect(chosen({ proposals, history: [held('protection', '2026-02')] })).toEqual([
      [2, { kind: 'sector-waited', sector: 'recovery', months: null }],
    ]);
  });

  it('because its sector was discussed less often, though more lately', () => {
    const proposals = [proposal(1, 'protection', [1, 2, 3]), proposal(2, 'recovery', [1])];
    const history = [
      held('protection', '2025-05'),
      held('protection', '2025-06'),
      held('recovery', '2026-01'),
      held('awareness', '2026-01'),
    ];
    expect(chosen({ proposals, history })).toEqual([[2, { kind: 'sector-fewest', sector: 'recovery', topics: 1 }]]);
  });

  it('because the month has the other sector already', () => {
    const proposals = [proposal(1, 'protection', [1, 2, 3]), proposal(2, null, [1]), proposal(3, 'protection', [1, 2])];
    expect(chosen({ proposals, quota: 2 })).toEqual([
      [1, { kind: 'most-organisations', organisations: 3 }],
      [2, { kind: 'other-sector', sector: 'protection' }],
    ]);
  });

  it('because the other sector waits for its annual topic', () => {
    const annual = [{ name: '16 Days', sector: 'protection', month: 4, slot: 1 } as const];
    const proposals = [proposal(1, 'protection', [1, 2, 3]), proposal(2, 'recovery', [1])];
    const evergreen = [{ id: 1, sector: 'awareness', lastHeld: null }];
    expect(chosen({ proposals, annual, evergreen })).toEqual([[2, { kind: 'kept-for-annual', sector: 'protection', name: '16 Days' }]]);
  });

  it('of no sector only if sectors have time for their turns before an annual topic', () => {
    const annual = [{ name: '16 Days', sector: 'protection', month: 4, slot: 'last' } as const];
    const proposals = [proposal(1, null, [1, 2, 3]), proposal(2, 'recovery', [1])];
    const evergreen = [{ id: 1, sector: 'awareness', lastHeld: null }];
    const one = { quota: 2, taken: [1], proposals, evergreen };
    const history = [held('protection', '2026-02')];
    expect(chosen({ ...one, history })).toMatchObject([[1, { kind: 'most-organisations' }]]);
    expect(chosen({ ...one, history, annual })).toEqual([[2, { kind: 'sector-waited', sector: 'recovery', months: null }]]);
    const apart = [...history, held('protection', '2026-01'), held(null, '2026-01'), held(null, '2026-01')];
    expect(chosen({ ...one, history: apart })).toMatchObject([[2, { kind: 'sector-waited' }]]);
  });

  it('at equal support for the sector, then the types of organisations, then the waiting time, then by lot', () => {
    const history = [held('protection', '2026-01'), held('recovery', '2026-02'), held('awareness', '2026-02')];
    const mixed = [
      { organisation: toId<OrganisationId>(1), type: 'local' },
      { organisation: toId<OrganisationId>(2), type: 'international' },
    ];
    const late = { since: toInstant(DAY) };
    const four = [
      proposal(1, 'recovery', [1, 2]),
      proposal(2, 'protection', [1, 2], late),
      proposal(3, 'protection', [], { ...late, supporters: mixed }),
      proposal(4, 'protection', [1, 2]),
      proposal(5, 'protection', [1, 2]),
    ];
    const without = (...ids: readonly number[]) => chosen({ history, proposals: four.filter(({ id }) => !ids.includes(id)) });
    expect(without(2, 3, 4)).toEqual([[5, { kind: 'sector-waited', sector: 'protection', months: 2 }]]);
    expect(without(1)).toEqual([[3, { kind: 'most-types', types: 2 }]]);
    expect(without(1, 3, 5)).toEqual([[4, { kind: 'waited-longest', since: toInstant(0) }]]);
    expect(without(1, 2, 3).map(([, reason]) => reason)).toEqual([{ kind: 'lot', among: 2 }]);
    expect(without(1, 2, 3, 5)).toEqual([[4, { kind: 'only-proposal' }]]);
  });

  it('from the evergreen list where there are too few proposals, the one not discussed for longest first', () => {
    const evergreen = [
      { id: 1, sector: 'recovery', lastHeld: toMonth('2025-05') },
      { id: 2, sector: 'recovery', lastHeld: null },
      { id: 3, sector: 'awareness', lastHeld: null },
    ];
    const history = [held('recovery', '2025-05'), held('awareness', '2025-06'), held('protection', '2025-07')];
    expect(chosen({ quota: 3, history, evergreen, proposals: [proposal(1, 'protection', [])] })).toEqual([
      [1, { kind: 'only-proposal' }],
      ['evergreen 2', { kind: 'evergreen', sector: 'recovery' }],
      ['evergreen 3', { kind: 'evergreen', sector: 'awareness' }],
    ]);
  });

  it('in its slot of the year, if the quota has room', () => {
    const annual = [
      { name: '16 Days', sector: 'protection', month: 3, slot: 'last' },
      { name: 'Day of Peace', sector: null, month: 3, slot: 'last' },
      { name: 'Day of Light', sector: null, month: 3, slot: 1 },
      { name: 'Another month', sector: null, month: 4, slot: 1 },
    ] as const;
    const choice = chooseTopics(input({ quota: 2, annual, proposals: [proposal(1, 'protection', [1])] }));
    expect(choice.topics).toEqual([
      { slot: 1, sector: null, from: 'annual', name: 'Day of Peace', reason: { kind: 'annual', name: 'Day of Peace' } },
      { slot: 2, sector: 'protection', from: 'annual', name: '16 Days', reason: { kind: 'annual', name: '16 Days' } },
    ]);
    expect(choice.unplaced.map(({ name }) => name)).toEqual(['Day of Light']);
  });

  it('for the slots that are not decided yet', () => {
    const proposals = [proposal(1, 'protection', [1, 2]), proposal(2, 'recovery', [1])];
    const choice = chooseTopics(input({ quota: 2, taken: [1], history: [held('protection', '2026-03')], proposals }));
    expect(choice).toMatchObject({ topics: [{ slot: 2, proposal: 2 }], missing: 0 });
  });

  it('never where there is nothing', () => {
    expect(chooseTopics(input({ quota: 2 }))).toEqual({ topics: [], unplaced: [], missing: 2 });
  });
});

it('moves up a sector that is far behind, so that it does not fill the months that follow', () => {
  const history = Array.from({ length: 6 }, (_, month) => [
    held('protection', `2025-0${month + 1}`),
    held('recovery', `2025-0${month + 1}`),
  ]).flat();
  const many = Array.from({ length: 9 }, (_, index) => proposal(index + 1, 'awareness', [1]));
  const proposals = [...many, proposal(10, 'protection', [1, 2])];
  const caughtUp = [held('awareness', '2026-01'), held('awareness', '2026-02')];
  expect(chosen({ proposals, history: [...history, ...caughtUp.slice(1)] })[0]?.[1]).toMatchObject({ kind: 'sector-fewest' });
  expect(chosen({ proposals, history: [...history, ...caughtUp] })[0]?.[0]).toBe(10);
});

describe('the reason of a choice', () => {
  const unnamed = { anonymous: true };

  it('compares no number with that of a proposal without a name, unless it is larger in any case', () => {
    const hidden = proposal(1, 'protection', [1, 2], unnamed);
    expect(chosen({ proposals: [hidden, proposal(2, 'protection', [1])] })).toEqual([[1, { kind: 'weighed' }]]);
    expect(chosen({ proposals: [hidden, proposal(2, 'protection', [1, 2, 3])] })).toEqual([[2, { kind: 'weighed' }]]);
    expect(chosen({ proposals: [hidden, proposal(2, 'protection', [1, 2, 3, 4, 5])] })).toEqual([
      [2, { kind: 'most-organisations', organisations: 5 }],
    ]);
    expect(chosen({ proposals: [proposal(1, 'protection', [1, 2, 3, 4, 5], unnamed), proposal(2, 'protection', [1])] })).toEqual([
      [1, { kind: 'most-organisations', organisations: 5 }],
    ]);
    expect(chosen({ proposals: [hidden] })).toEqual([[1, { kind: 'only-proposal' }]]);
    const merged = [hidden, proposal(3, 'protection', [], { mergedInto: 1 }), proposal(2, 'protection', [1, 2, 3, 4, 5])];
    expect(chosen({ proposals: merged })).toEqual([[2, { kind: 'weighed' }]]);
  });

  it('is the sector where no other proposal is in turn, whatever its support', () => {
    const history = [held('protection', '2026-02'), held('awareness', '2026-01')];
    for (const support of [[], [1], [1, 2, 3, 4]]) {
      const proposals = [proposal(1, 'protection', support, unnamed), proposal(2, 'recovery', [1])];
      expect(chosen({ proposals, history })).toEqual([[2, { kind: 'sector-waited', sector: 'recovery', months: null }]]);
    }
  });

  it('tells nothing about numbers that are not told: it stays the same with any of them', () => {
    fc.assert(
      fc.property(
        choiceInput,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 0, max: 4 }),
        (made, hides, count) => {
          const few = Array.from({ length: count }, (_, index) => ({ organisation: toId<OrganisationId>(90 + index), type: 'local' }));
          const plain = made.proposals
            .filter(({ mergedInto }) => mergedInto === null)
            .map((one, index) => ({ ...one, anonymous: hides[index] === true }));
          const isHidden = ({ anonymous, supporters }: Proposal) =>
            anonymous && new Set(supporters.flatMap(({ organisation }) => organisation ?? [])).size < 5;
          const one = chooseTopics({ ...made, proposals: plain });
          const other = chooseTopics({
            ...made,
            proposals: plain.map((each) => (isHidden(each) ? { ...each, supporters: few } : each)),
          });
          const withoutReasons = ({ topics }: typeof one) => topics.map((topic) => ({ ...topic, reason: undefined }));
          fc.pre(JSON.stringify(withoutReasons(one)) === JSON.stringify(withoutReasons(other)));
          expect(other).toEqual(one);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

it('gives reasons that hold', () => {
  fc.assert(
    fc.property(choiceInput, (made) => {
      const open = made.proposals.filter(({ mergedInto }) => mergedInto === null);
      const plain: ChoiceInput = { ...made, proposals: open };
      const organisations = ({ supporters }: Proposal) =>
        new Set(supporters.map(({ organisation }) => organisation).filter((each) => each !== null)).size;
      const gone = new Set<number>();
      for (const topic of chooseTopics(plain).topics) {
        if (topic.from !== 'proposal') continue;
        gone.add(topic.proposal);
        const own = open.find(({ id }) => id === topic.proposal);
        if (own === undefined) throw new Error('chosen from nowhere');
        const others = open.filter(({ id }) => !gone.has(id));
        const { reason } = topic;
        const level = others.filter((other) => organisations(other) === organisations(own)).length;
        expect(reason.kind === 'only-proposal').toBe(others.length === 0);
        expect(reason.kind === 'most-organisations').toBe(
          others.length > 0 && others.every((each) => organisations(each) < organisations(own)),
        );
        if (reason.kind === 'lot') expect(reason.among).toBeLessThanOrEqual(level + 1);
        if (reason.kind === 'lot') expect(reason.among).toBeGreaterThan(1);
        if (reason.kind === 'waited-longest') expect(others.some(({ since }) => since > own.since)).toBe(true);
        if (reason.kind === 'sector-waited') expect(reason.sector).toBe(own.sector);
      }
    }),
    { numRuns: 300 },
  );
});
