import { describe, expect, it } from 'vitest';
import { type MemberId, type OrganisationId, toId } from '../../../src/core/ids.js';
import { toLocalDate, toLocalTime } from '../../../src/core/time.js';
import { answerCounts, isEnrolled, mayTakePart } from '../../../src/features/coffee/rules/eligibility.js';
import { chooseOpeners } from '../../../src/features/coffee/rules/openers.js';
import {
  createHours,
  firstToWrite,
  pairingSettings,
  pastMeetings,
  roundsTaken,
  toParticipant,
  workingHoursUtc,
} from '../../../src/features/coffee/rules/participants.js';
import { withCoffeeSection } from '../../../src/features/coffee/settings.js';
import { settingsOf } from '../../support/settings.js';
import { person } from './people.js';

const m = (id: number) => toId<MemberId>(id);

describe('who may take part', () => {
  it('is active and no bot', () => {
    expect(mayTakePart({ status: 'active', isBot: false })).toBe(true);
    expect(mayTakePart({ status: 'active', isBot: true })).toBe(false);
    for (const status of ['newcomer', 'pending', 'left'] as const) expect(mayTakePart({ status, isBot: false })).toBe(false);
  });

  it('has joined, or is back from a pause on its day', () => {
    expect(isEnrolled({ state: 'in', pausedUntil: null }, toLocalDate('2026-12-01'))).toBe(true);
    expect(isEnrolled({ state: 'paused', pausedUntil: toLocalDate('2026-12-01') }, toLocalDate('2026-11-30'))).toBe(false);
    expect(isEnrolled({ state: 'paused', pausedUntil: toLocalDate('2026-12-01') }, toLocalDate('2026-12-01'))).toBe(true);
    expect(isEnrolled({ state: 'paused', pausedUntil: null }, toLocalDate('2030-01-01'))).toBe(false);
    expect(isEnrolled({ state: 'left', pausedUntil: null }, toLocalDate('2026-12-01'))).toBe(false);
  });

  it('need not answer where participation is standing, and must where each round asks', () => {
    expect([answerCounts('invited', 'standing'), answerCounts('invited', 'each-round')]).toEqual([true, false]);
    expect([answerCounts('in', 'each-round'), answerCounts('skip', 'standing'), answerCounts('paused', 'standing')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('what the matching is given', () => {
  const hoursOf = createHours(toLocalDate('2026-12-06'));
  const history = { roundsTaken: 2, leftOutLastTime: false, avoids: [m(9), m(4)], acceptsTwo: false };
  const organisation = {
    id: toId<OrganisationId>(5),
    name: 'x',
    type: 'national',
    governorates: ['erbil'],
    sectors: ['recovery'],
    status: 'approved',
  } as const;

  it('folds words, so that an offer meets a want however it was typed', () => {
    const one = toParticipant(person({ id: 1, offers: ['  Setting up   RADIO ', 'الإعلام'] }), organisation, hoursOf, history);
    const other = toParticipant(person({ id: 2, wants: ['setting up radio', 'الاعلام'] }), organisation, hoursOf, history);
    expect(one.offers).toEqual(other.wants);
    expect(one.avoids).toEqual([4, 9]);
  });

  it('falls back to the organisation for governorates and sectors, and to the bot’s language', () => {
    const participant = toParticipant(person({ id: 1, languages: [], language: 'ckb' }), organisation, hoursOf, history);
    expect(participant).toMatchObject({
      governorates: ['erbil'],
      sectors: ['recovery'],
      languages: ['ckb'],
      organisationType: 'national',
    });
  });

  it('turns hours into UTC on the day of the matching, whatever the season', () => {
    const berlin = person({ id: 1, timezone: 'Europe/Berlin' });
    expect(workingHoursUtc(berlin, toLocalDate('2026-12-06'))).toEqual({ startUtc: 480, endUtc: 960 });
    expect(workingHoursUtc(berlin, toLocalDate('2026-07-05'))).toEqual({ startUtc: 420, endUtc: 900 });
    expect(workingHoursUtc(person({ id: 1, timezone: 'Pacific/Auckland' }), toLocalDate('2026-12-06'))).toEqual({
      startUtc: 1200,
      endUtc: 1680,
    });
  });

  it('keeps the hours of one zone apart from those of another, and of other hours', () => {
    const zones = ['Europe/Berlin', 'Asia/Baghdad', 'Europe/Berlin'];
    const hours = [
      { start: toLocalTime('09:00'), end: toLocalTime('17:00') },
      { start: toLocalTime('09:00'), end: toLocalTime('16:00') },
    ];
    for (const timezone of zones) {
      for (const each of hours) {
        const one = person({ id: 1, timezone, hours: each });
        expect(hoursOf(one)).toEqual(workingHoursUtc(one, toLocalDate('2026-12-06')));
      }
    }
  });

  it('takes hours past midnight and a whole day', () => {
    const night = person({ id: 1, hours: { start: toLocalTime('22:00'), end: toLocalTime('02:00') } });
    expect(workingHoursUtc(night, toLocalDate('2026-12-06'))).toEqual({ startUtc: 1140, endUtc: 1380 });
    const always = person({ id: 1, hours: { start: toLocalTime('00:00'), end: toLocalTime('00:00') } });
    expect(workingHoursUtc(always, toLocalDate('2026-12-06'))).toEqual({ startUtc: 1260, endUtc: 2700 });
  });

  it('hands the weights through', () => {
    const { weights, odd, noRepeatRounds } = pairingSettings(
      { coffee: withCoffeeSection(settingsOf({ coffee: { weights: { commonSectors: 20 }, odd: 'volunteer' } })).coffee },
      40,
    );
    expect(weights).toMatchObject({ organisationsNeverMet: 40, offerMeetsWant: 30, bothOfferAndWant: 15, commonSector: 10, longSince: 20 });
    expect([odd, noRepeatRounds]).toEqual(['volunteer', 12]);
  });
});

describe('the past', () => {
  const rounds = [
    { number: 1, state: 'closed' },
    { number: 2, state: 'cancelled' },
    { number: 3, state: 'closed' },
    { number: 4, state: 'invited' },
  ] as const;

  it('counts rounds that took place, not cancelled ones', () => {
    const meetings = [
      { a: m(1), b: m(2), round: 3 },
      { a: m(3), b: m(1), round: 1 },
    ];
    const past = pastMeetings(meetings, rounds, 4);
    expect(past).toEqual([
      { a: 1, b: 2, roundsAgo: 1 },
      { a: 1, b: 3, roundsAgo: 2 },
    ]);
    expect([...roundsTaken(past)]).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
  });

  it('counts a trio as one round', () => {
    const trio = [
      { a: m(1), b: m(2), round: 3 },
      { a: m(1), b: m(3), round: 3 },
      { a: m(2), b: m(3), round: 3 },
    ];
    expect(roundsTaken(pastMeetings(trio, rounds, 4)).get(1)).toBe(1);
  });

  it('names first whoever was named least, and lets the seed decide among equals', () => {
    const named = new Map([
      [m(1), 2],
      [m(2), 1],
    ]);
    expect(firstToWrite([m(1), m(2)], named, 7)).toBe(2);
    expect([firstToWrite([m(1), m(2)], new Map(), 4), firstToWrite([m(1), m(2)], new Map(), 5)]).toEqual([1, 2]);
    expect(firstToWrite([], new Map(), 0)).toBeNull();
  });
});

describe('openers', () => {
  it('come from common sectors first, with one for everybody', () => {
    const keys = chooseOpeners([['protection', 'recovery'], ['recovery']], 4);
    expect(keys).toHaveLength(3);
    expect(keys.slice(0, 2).every((key) => key.startsWith('coffee-openers.recovery.'))).toBe(true);
    expect(keys[2]).toMatch(/^coffee-openers\.any\./);
  });

  it('come from each one’s own where there is nothing in common, and never twice', () => {
    const keys = chooseOpeners([['protection'], ['climate-change']], 0);
    expect(new Set(keys.map((key) => key.split('.')[1]))).toEqual(new Set(['protection', 'climate-change', 'any']));
  });

  it('are there for people without sectors or with sectors of their own', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(new Set(chooseOpeners([[], ['beekeeping']], seed)).size).toBe(3);
    }
  });
});
