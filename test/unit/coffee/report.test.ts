import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { toInstant } from '../../../src/core/time.js';
import { furthestOutcome, report } from '../../../src/features/coffee/rules/report.js';
import type {
  Match,
  MatchId,
  MatchMember,
  Organisation,
  OrganisationType,
  ParticipationCounts,
  Round,
  RoundId,
} from '../../../src/features/coffee/types.js';
import { csvFile } from '../../../src/kit/csv.js';

const organisation = (id: number, type: OrganisationType, status: Organisation['status'] = 'approved'): Organisation => ({
  id: toId<OrganisationId>(id),
  name: `Organisation ${id}`,
  type,
  governorates: [],
  sectors: [],
  status,
});
const organisations = [
  organisation(1, 'local'),
  organisation(2, 'local'),
  organisation(3, 'international'),
  organisation(4, 'national'),
  organisation(5, 'local', 'proposed'),
];
const seat = (id: number | null, change: Partial<MatchMember> = {}): MatchMember => ({
  member: null,
  organisation: id === null ? null : toId<OrganisationId>(id),
  checkIn: null,
  outcome: null,
  note: null,
  laterOutcome: null,
  ...change,
});
let matches = 0;
const match = (...members: readonly MatchMember[]): Match => ({
  id: toId<MatchId>(++matches),
  round: toId<RoundId>(1),
  members,
  firstToWrite: null,
  score: 0,
  reasons: [],
  commonLanguages: [],
  lastWordAt: null,
});
const round: Round = {
  id: toId<RoundId>(1),
  number: 1,
  state: 'closed',
  invitationAt: toInstant(0),
  matchingAt: toInstant(0),
  nudgeAt: toInstant(0),
  checkInAt: toInstant(0),
  closingAt: toInstant(0),
  seed: 0,
  explanation: null,
};
const counts: ParticipationCounts = { invited: 10, in: 6, skipped: 1, paused: 1, matched: 7, leftOut: 1, responded: 5 };
const met = { checkIn: 'met' } as const;

describe('the report', () => {
  const counted = [
    {
      round,
      counts,
      matches: [
        match(seat(1, { ...met, outcome: 'contact', note: 'Good talk' }), seat(3, { ...met, laterOutcome: 'agreement' })),
        match(seat(1, met), seat(2), seat(3)),
        match(seat(2, { checkIn: 'could-not', note: 'private to the organisers' }), seat(4)),
      ],
    },
  ];
  const result = report(counted, organisations);

  it('counts people, matches and meetings; forgotten people count on', () => {
    expect(result.total).toMatchObject({ invited: 10, skipped: 2, leftOut: 1, matched: 7, matches: 3, met: 2 });
  });

  it('counts each match once, by the furthest step that anyone told', () => {
    expect(result.total.outcomes).toEqual({ contact: 0, exchange: 0, 'joint-activity': 0, agreement: 1 });
    expect(furthestOutcome(match(seat(1, { outcome: 'exchange' }), seat(2, { outcome: 'contact' })))).toBe('exchange');
    expect(furthestOutcome(match(seat(1), seat(2)))).toBeNull();
  });

  it('counts meetings between types, a trio as three', () => {
    expect(result.types.local).toEqual({ local: 1, national: 0, international: 3 });
    expect(result.types.international).toEqual({ local: 3, national: 0, international: 0 });
  });

  it('counts each person once beside their places in matches, and erased people once for each match', () => {
    const [one, other] = [toId<MemberId>(1), toId<MemberId>(2)];
    const rounds = [
      match(seat(1, { member: one }), seat(3, { member: other })),
      match(seat(1, { member: one }), seat(3)),
      match(seat(2), seat(3, { member: other })),
    ];
    const { people, total } = report([{ round, counts, matches: rounds }], organisations);
    expect([people, total.matched]).toEqual([4, 6]);
  });

  it('counts organisations from the day they joined', () => {
    const last = { ...round, matchingAt: toInstant(1000) };
    const since = new Map([
      [toId<OrganisationId>(1), toInstant(2000)],
      [toId<OrganisationId>(2), toInstant(1001)],
      [toId<OrganisationId>(4), toInstant(1000)],
    ]);
    const figures = report([{ round: last, counts, matches: [match(seat(1, met), seat(3, met))] }], organisations, since);
    // One that had a part in a match was there, whatever its date says.
    expect(figures.organisations.map(({ organisation: { id } }) => id)).toEqual([1, 3, 4]);
    expect(figures.unmet.map(({ id }) => id)).toEqual([4]);
  });

  it('names approved organisations that met nobody, and quotes only who met', () => {
    expect(result.unmet.map(({ id }) => id)).toEqual([4]);
    expect(result.notes).toEqual(['Good talk']);
  });

  it('is zero, not nothing, for no rounds', () => {
    expect(report([], organisations).total).toMatchObject({ invited: 0, matched: 0, met: 0 });
  });
});

describe('a CSV file', () => {
  const text = (rows: readonly (readonly (string | number)[])[]) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(csvFile('x.csv', rows).bytes);

  it('begins with the mark that spreadsheets look for, and quotes what needs it', () => {
    expect(
      text([
        ['a', 'b, c', 'say "so"'],
        ['two\nlines', 3, ''],
      ]),
    ).toBe('\uFEFFa,"b, c","say ""so"""\r\n"two\nlines",3,\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\0x', '＝1'])('guards %j against being run', (value) => {
    expect(text([[value]])).toMatch(/^\uFEFF"?'/);
  });

  it('leaves numbers alone', () => {
    expect(text([[-1, 0]])).toBe('\uFEFF-1,0\r\n');
  });
});
