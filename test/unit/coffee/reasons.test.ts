import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { whySentences } from '../../../src/features/coffee/cards/reasons.js';
import type { Reason } from '../../../src/features/coffee/pairing/types.js';
import { storedReasons, tellable } from '../../../src/features/coffee/rules/reasons.js';
import { mayBeTold, viewerOf } from '../../../src/features/coffee/rules/visibility.js';
import { readReasons } from '../../../src/features/coffee/stored.js';
import type { Member } from '../../../src/features/coffee/types.js';
import { withoutDirectionControls } from '../../../src/language/index.js';
import { person } from './people.js';

const shilan = person({
  id: 1,
  name: 'Shilan',
  offers: ['grant-budgets', 'Setting up Radio'],
  wants: ['legal-aid'],
  sectors: ['protection'],
});
const zaid = person({ id: 2, name: 'Zaid', offers: ['legal-aid'], wants: ['grant-budgets', 'setting up  radio'], sectors: ['protection'] });
const hide = (member: Member, ...fields: readonly (keyof Member['visibility'])[]): Member => ({
  ...member,
  visibility: { ...member.visibility, ...Object.fromEntries(fields.map((field) => [field, 'nobody'])) },
});
const all: readonly Reason[] = [
  { kind: 'offer-meets-want', from: 1, to: 2, term: 'grant-budgets' },
  { kind: 'offer-meets-want', from: 1, to: 2, term: 'setting up radio' },
  { kind: 'organisations-never-met' },
  { kind: 'common-sector', sector: 'protection' },
  { kind: 'newcomer-with-experienced', newcomer: 2 },
  { kind: 'overlapping-hours', minutes: 480 },
];
const told = (seats: readonly (Member | null)[], reasons = all, viewer: 'member' | 'organiser' = 'member') =>
  tellable(storedReasons([1, 2], reasons), seats, viewer);
const sentences = (seats: readonly (Member | null)[], language: (typeof LANGUAGES)[number], reasons = all) =>
  whySentences(told(seats, reasons), seats.length, language).map((text) => withoutDirectionControls(plain(text)));

describe('reasons as they are stored', () => {
  it('hold seats instead of people, and none of their words', () => {
    const stored = JSON.stringify(storedReasons([1, 2], all));
    expect(stored).not.toContain('radio');
    expect(JSON.parse(stored)[0]).toEqual({ kind: 'offer-meets-want', from: 0, to: 1 });
    expect(readReasons(stored)).toHaveLength(5);
  });

  it('are none where they can’t be read', () => {
    expect(readReasons('oops')).toEqual([]);
    expect(readReasons('[{"kind":"of old"}]')).toEqual([]);
  });
});

describe('reasons in words', () => {
  it('name what one looks for and the other offers, codes in the reader’s language, own words as written', () => {
    expect(sentences([shilan, zaid], 'en')).toEqual([
      'Zaid looks for help with Grant budgets and Setting up Radio, and Shilan offers it.',
      'Your organisations have never met.',
      'You both work on Protection.',
    ]);
    expect(sentences([shilan, zaid], 'ar')[0]).toBe('لدى Shilan خبرة في ميزانيات المنح وSetting up Radio، ولدى Zaid حاجة إليها.');
    expect(sentences([shilan, zaid], 'ckb')[0]).toMatch(/^Zaid بەدوای یارمەتیدا دەگەڕێت لە بودجەی گرانتەکان و Setting up Radio، و Shilan/);
  });

  it.each(LANGUAGES)('say something friendly in %s where nothing may be told', (language) => {
    const silent = sentences([hide(shilan, 'offers', 'sectors', 'organisation', 'hours'), zaid], language, all.slice(0, 4));
    expect(silent).toHaveLength(1);
    expect(silent[0]).not.toMatch(/Shilan|Zaid|budget/);
  });

  it('leave out what its owner hides', () => {
    const kinds = (seats: readonly Member[]) => told(seats).map(({ kind }) => kind);
    expect(kinds([shilan, hide(zaid, 'wants')])).not.toContain('offer-meets-want');
    expect(kinds([hide(shilan, 'offers'), zaid])).not.toContain('offer-meets-want');
    expect(kinds([hide(shilan, 'organisation'), zaid])).not.toContain('organisations-never-met');
    expect(kinds([shilan, hide(zaid, 'sectors')])).not.toContain('common-sectors');
    expect(kinds([shilan, hide(zaid, 'hours')])).not.toContain('overlapping-hours');
  });

  it('leave out what no longer holds, and who is no longer there', () => {
    expect(told([{ ...shilan, offers: [] }, zaid]).map(({ kind }) => kind)).not.toContain('offer-meets-want');
    expect(told([shilan, null]).map(({ kind }) => kind)).toEqual(['organisations-never-met', 'common-sectors', 'overlapping-hours']);
  });

  it('count hours and rounds in each language', () => {
    const since: readonly Reason[] = [{ kind: 'long-since', roundsAgo: 2 }];
    expect(LANGUAGES.map((language) => sentences([shilan, zaid], language, since)[0])).toEqual([
      'You last met 2 rounds ago.',
      'كان آخر لقاء بينكما قبل جولتين.',
      'دوا جار پێش 2 گەڕ یەکترتان بینی.',
    ]);
  });
});

describe('who may be told what', () => {
  it('hides what is for organisers from members, and what is for nobody from all', () => {
    const member = { visibility: { ...shilan.visibility, offers: 'organisers', wants: 'nobody' } } as const;
    expect([mayBeTold(member, 'offers', 'member'), mayBeTold(member, 'offers', 'organiser')]).toEqual([false, true]);
    expect([mayBeTold(member, 'wants', 'member'), mayBeTold(member, 'wants', 'organiser')]).toEqual([false, false]);
  });

  it('takes the most cautious reader of a group', () => {
    expect(viewerOf([{ role: 'organiser' }, { role: 'member' }])).toBe('member');
    expect(viewerOf([{ role: 'organiser' }])).toBe('organiser');
    expect(viewerOf([])).toBe('member');
  });
});
