import { describe, expect, it } from 'vitest';
import { after, DAY, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { addressesIn } from '../../../src/features/letter/rules/addresses.js';
import { isLeftOut, stillTold, withEdits } from '../../../src/features/letter/rules/overlay.js';
import {
  letterPeriod,
  letterTimes,
  nextLetterMonth,
  onWorkingDay,
  sendTime,
  toLetterMonth,
} from '../../../src/features/letter/rules/times.js';
import { settingsOf } from '../../support/settings.js';

const settings = settingsOf({});
const wanted = { day: 5, time: toLocalTime('10:00') };
const at = (text: string) => toInstant(Date.parse(`${text}+03:00`));
const shown = (instant: number) => new Date(instant + 3 * 3_600_000).toISOString().slice(0, 16);

describe('the times of a letter', () => {
  it('are working days, two days apart at least', () => {
    // 5 December 2026 is a Saturday, and two days before Sunday is a Friday.
    const { sendAt, draftAt } = letterTimes(toLetterMonth('2026-12'), wanted, settings);
    expect([shown(draftAt), shown(sendAt)]).toEqual(['2026-12-03T10:00', '2026-12-06T10:00']);
    const plain = letterTimes(toLetterMonth('2027-01'), wanted, settings);
    expect([shown(plain.draftAt), shown(plain.sendAt)]).toEqual(['2027-01-03T10:00', '2027-01-05T10:00']);
    expect(nextLetterMonth(toLetterMonth('2026-12'))).toBe('2027-01');
    expect(nextLetterMonth(toLetterMonth('2027-01'))).toBe('2027-02');
  });

  it('go around days off', () => {
    const eid = { ...settings, blackouts: [{ from: toLocalDate('2026-12-06'), to: toLocalDate('2026-12-08'), label: 'Eid' }] };
    const { sendAt, draftAt } = letterTimes(toLetterMonth('2026-12'), wanted, eid);
    expect([shown(draftAt), shown(sendAt)]).toEqual(['2026-12-03T10:00', '2026-12-09T10:00']);
    expect(shown(onWorkingDay(at('2026-12-06T10:00'), wanted.time, eid))).toBe('2026-12-09T10:00');
    expect(shown(onWorkingDay(at('2026-12-03T12:30'), wanted.time, eid))).toBe('2026-12-03T12:30');
  });

  it('leave organisers two days also where the draft was late', () => {
    const { sendAt } = letterTimes(toLetterMonth('2026-12'), wanted, settings);
    expect(shown(sendTime(sendAt, at('2026-12-03T10:00'), wanted.time, settings))).toBe('2026-12-06T10:00');
    expect(shown(sendTime(sendAt, at('2026-12-07T15:00'), wanted.time, settings))).toBe('2026-12-09T10:00');
    expect(shown(sendTime(sendAt, at('2026-12-09T15:00'), wanted.time, settings))).toBe('2026-12-13T10:00');
  });

  it('tell what came since the last letter that went out, and nothing older than three months', () => {
    const now = at('2026-12-03T10:00');
    expect(letterPeriod(now, undefined)).toEqual({ from: after(now, -31 * DAY), to: now });
    expect(letterPeriod(now, after(now, -40 * DAY)).from).toBe(after(now, -40 * DAY));
    expect(letterPeriod(now, after(now, -400 * DAY)).from).toBe(after(now, -92 * DAY));
  });
});

describe('what organisers change', () => {
  const sections = [
    {
      title: 'A',
      items: [
        { key: 'a:1', title: 'One', text: 'x' },
        { key: 'a:2', title: 'Two' },
      ],
    },
  ];
  const edit = { language: 'en', item: 'a:1', title: 'First', words: '', leftOut: false } as const;

  it('counts in its language alone, the newest first', () => {
    expect(withEdits(sections, [edit, { ...edit, title: 'Newest' }], 'en')[0]?.items[0]).toEqual({ key: 'a:1', title: 'Newest', text: '' });
    expect(withEdits(sections, [edit], 'ar')).toEqual(sections);
  });

  it('leaves something out in all languages, until it is taken in again with the words that it had', () => {
    const out = [edit, { ...edit, language: 'ar' as const, leftOut: true }];
    expect(withEdits(sections, out, 'ckb')[0]?.items.map(({ key }) => key)).toEqual(['a:2']);
    const back = [...out, { ...edit, title: 'First', leftOut: false }];
    expect([isLeftOut(back, 'a:1'), withEdits(sections, back, 'en')[0]?.items[0]?.title]).toEqual([false, 'First']);
    expect(withEdits(sections, [...out, { ...edit, item: 'a:2', leftOut: true }], 'en')).toEqual([]);
  });

  it('goes out only as far as it is still so', () => {
    const now = [
      {
        title: 'A',
        items: [
          { key: 'a:2', title: 'Two, as it is now' },
          { key: 'a:3', title: 'New' },
        ],
      },
      { title: 'B', items: [] },
    ];
    expect(stillTold(now, sections)).toEqual([{ title: 'A', items: [{ key: 'a:2', title: 'Two, as it is now' }] }]);
  });
});

it('finds addresses in what people paste', () => {
  const text = 'Final-Recipient: rfc822; Zahra@Example.org\n<karwan@example.org>, karwan@example.org. not@anaddress "x"@y';
  expect(addressesIn(text)).toEqual(['zahra@example.org', 'karwan@example.org']);
});
