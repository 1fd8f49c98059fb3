import { describe, expect, it } from 'vitest';
import { type Id, toId } from '../../src/core/ids.js';
import { toInstant, toLocalDate } from '../../src/core/time.js';
import { groupNotes, mergedNotes } from '../../src/features/events/minutes/rules/grouping.js';
import { presenceOf } from '../../src/features/events/minutes/rules/presence.js';
import { isRtl, runsOf } from '../../src/features/events/minutes/rules/runs.js';
import type { Note, RegistrationState } from '../../src/features/events/types.js';

const NOTE: Note = {
  id: toId(1),
  event: toId(4),
  kind: 'update',
  sector: 'protection',
  organisation: null,
  language: 'en',
  words: 'w',
  responsible: null,
  responsibleMember: null,
  dueOn: null,
  outcome: null,
  mergedInto: null,
  notedAt: toInstant(0),
};
const note = (id: number, given: Partial<Note>): Note => ({ ...NOTE, id: toId(id), words: `note ${id}`, ...given });

describe('notes', () => {
  it('stand by sector in the community’s order, then by kind; those of nobody come last and tell no order', () => {
    const grouped = groupNotes(
      [
        note(1, { sector: 'recovery' }),
        note(2, { kind: 'challenge' }),
        note(3, { words: 'b' }),
        note(4, { words: 'a' }),
        note(5, { organisation: toId(9) }),
        note(6, { sector: null }),
        note(7, { sector: 'of old' }),
        note(8, { kind: 'correction' }),
      ],
      ['protection', 'recovery'],
    );
    expect(grouped.sectors.map(({ sector, notes }) => [sector, ...notes.map(({ id }) => id)])).toEqual([
      ['protection', 5, 4, 3, 2],
      ['recovery', 1],
      ['of old', 7],
      [null, 6],
    ]);
  });

  it('have actions by their day, those without one last', () => {
    const action = (id: number, day?: string) => note(id, { kind: 'action', dueOn: day === undefined ? null : toLocalDate(day) });
    const { actions, decisions } = groupNotes(
      [action(1), action(2, '2027-02-01'), action(3, '2027-01-01'), note(4, { kind: 'decision' })],
      [],
    );
    expect(actions.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(decisions.map(({ id }) => id)).toEqual([4]);
  });

  it('that were merged are attributed to the organisations of all, and of nobody to nobody', () => {
    const merged = mergedNotes([
      note(1, { organisation: toId(7) }),
      note(2, { organisation: toId(8), mergedInto: toId(1) }),
      note(3, { mergedInto: toId(2) }),
      note(4, { organisation: toId(7), mergedInto: toId(3) }),
    ]);
    expect(merged.map(({ id, organisations }) => [id, ...organisations])).toEqual([[1, 7, 8]]);
  });
});

describe('who was at a meeting', () => {
  const registration = (id: number, state: RegistrationState) => ({ id: toId<Id<'event-registration'>>(id), state });
  const all = [registration(1, 'going'), registration(2, 'going'), registration(3, 'declined'), registration(4, 'maybe')];

  it('is told by attendance: present, excused and absent', () => {
    const { present, excused, absent } = presenceOf(all, [{ registration: toId(1) }, { registration: toId(4) }]);
    expect([present, excused, absent ?? []].map((some) => some.map(({ id }) => id))).toEqual([[1, 4], [3], [2]]);
  });

  it('leaves out who was absent where nobody noted who was there', () => {
    expect(presenceOf(all, [])).toMatchObject({ present: [{ id: 1 }, { id: 2 }], absent: undefined });
  });
});

describe('the direction of a text', () => {
  it('is that of its first letter', () => {
    expect([isRtl('(2026) مرحبا'), isRtl('12 hello مرحبا'), isRtl('12', true)]).toEqual([true, false, true]);
  });

  it('parts it where it turns: brackets stay with the paragraph, a percent sign with its number', () => {
    expect(runsOf('أُنجز (62.5%) من UN Women Iraq، في البصرة', true)).toEqual([
      { text: 'أُنجز (', rtl: true },
      { text: '62.5%', rtl: false },
      { text: ') من ', rtl: true },
      { text: 'UN Women Iraq', rtl: false },
      { text: '، في البصرة', rtl: true },
    ]);
    expect(runsOf('See كۆمەڵەی ژنان (2024).', false)).toEqual([
      { text: 'See ', rtl: false },
      { text: 'كۆمەڵەی ژنان', rtl: true },
      { text: ' (2024).', rtl: false },
    ]);
    expect(runsOf('', true)).toEqual([]);
  });
});
