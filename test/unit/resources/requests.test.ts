import { describe, expect, it } from 'vitest';
import { after, HOUR, toInstant, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { alikeTitles } from '../../../src/features/resources/rules/alike.js';
import { answerTimes, daysOf } from '../../../src/features/resources/rules/answer-times.js';
import { nextMonthly } from '../../../src/features/resources/rules/monthly.js';
import { settingsOf } from '../../support/settings.js';

const at = (text: string) => toInstant(Date.parse(text));

describe('the monthly post', () => {
  const monthly = { which: 2, weekday: 'sun', time: toLocalTime('10:00') } as const;
  const next = (
    now: string,
    given: Partial<typeof monthly> | object = {},
    settings: Parameters<typeof settingsOf>[0] = {},
    from?: string,
  ) => {
    const found = nextMonthly(at(now), { ...monthly, ...given }, settingsOf(settings), from);
    return [found.month, new Date(found.at).toISOString()];
  };

  it('comes on the weekday of each month, at the hour of the community', () => {
    expect(next('2026-12-01T00:00:00Z')).toEqual(['2026-12', '2026-12-13T07:00:00.000Z']);
    expect(next('2026-12-13T07:00:00Z')).toEqual(['2027-01', '2027-01-10T07:00:00.000Z']);
    expect(next('2026-12-01T00:00:00Z', { which: 5 })).toEqual(['2026-12', '2026-12-27T07:00:00.000Z']);
  });

  it('is moved by days off to the next working day, also into the next month', () => {
    const blackouts = [{ from: toLocalDate('2026-12-27'), to: toLocalDate('2027-01-03'), label: 'Feast' }];
    expect(next('2026-12-20T00:00:00Z', { which: 5 }, { blackouts })).toEqual(['2026-12', '2027-01-04T07:00:00.000Z']);
    expect(next('2027-01-02T00:00:00Z', { which: 5 }, { blackouts })).toEqual(['2026-12', '2027-01-04T07:00:00.000Z']);
    expect(next('2026-12-01T00:00:00Z', { weekday: 'fri' })).toEqual(['2026-12', '2026-12-13T07:00:00.000Z']);
  });

  it('comes once for each month, whatever the settings change to', () => {
    expect(next('2026-12-13T08:00:00Z', { which: 4 }, {}, '2027-01')).toEqual(['2027-01', '2027-01-24T07:00:00.000Z']);
    expect(next('2026-12-20T08:00:00Z', { which: 1 }, {}, '2026-12')).toEqual(['2027-01', '2027-01-03T07:00:00.000Z']);
    expect(next('2027-05-01T00:00:00Z', {}, {}, '2026-09')).toEqual(['2027-05', '2027-05-09T07:00:00.000Z']);
  });
});

describe('the time to answer', () => {
  const asked = at('2026-12-01T00:00:00Z');
  const took = (...hours: readonly (number | null)[]) =>
    answerTimes(
      hours.map((each, index) => ({
        state: each === null ? 'open' : 'confirmed',
        sectors: index < 3 ? ['protection'] : ['awareness'],
        askedAt: asked,
        answeredAt: each === null ? null : after(asked, each * HOUR),
      })),
    );

  it('is that in the middle of all, of at least five', () => {
    expect(took(1, 2, 3, 100)).toMatchObject({ asked: 4, answered: 4, medianMs: undefined, sectors: [] });
    expect(took(1, 2, 3, 100, 200).medianMs).toBe(3 * HOUR);
    expect(took(1, 2, 3, 5, 100, 200).medianMs).toBe(4 * HOUR);
    expect(took(1, 2, 3, 5, 100, 200, null, null)).toMatchObject({ asked: 8, answered: 6, confirmed: 6 });
  });

  it('is told of sectors only where five were answered, in whole days', () => {
    expect(took(...Array.from({ length: 8 }, () => 25)).sectors).toEqual([{ sector: 'awareness', answered: 5, medianMs: 25 * HOUR }]);
    expect([daysOf(HOUR), daysOf(25 * HOUR)]).toEqual([1, 2]);
  });
});

describe('titles like what is looked for', () => {
  const titles = (...all: readonly string[]) => all.map((title) => ({ title }));
  const known = titles('Consent of survivors', 'Consent form', 'Referral form', 'موافقة الناجيات', 'Safe spaces');
  const like = (sentence: string) => alikeTitles(sentence, known, 3).map(({ title }) => title);

  it('share words with it, rare ones first', () => {
    expect(like('a consent form for survivors in Basra')).toEqual(['Consent of survivors', 'Consent form']);
    expect(like('نموذج موافقة مبسط للناجيات')).toEqual(['موافقة الناجيات']);
    expect(like('referral')).toEqual(['Referral form']);
  });

  it('are none where a long sentence shares a single word', () => {
    expect(like('posters about early marriage in a simple form')).toEqual([]);
    expect(like('؟ !')).toEqual([]);
  });
});
