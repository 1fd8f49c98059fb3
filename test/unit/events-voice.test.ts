import { describe, expect, it } from 'vitest';
import { after, MINUTE, toInstant } from '../../src/core/time.js';
import { leftUnheard, type VoiceStay, voiceShare } from '../../src/features/events/voice/rules/stays.js';

const START = toInstant(Date.parse('2026-12-06T10:00:00+03:00'));
const at = (minutes: number) => after(START, minutes * MINUTE);
/** An hour. */
const SESSION = { startsAt: START, endsAt: at(60) };
const stay = (came: number, left: number | null, seen = left ?? came): VoiceStay => ({
  cameAt: at(came),
  leftAt: left === null ? null : at(left),
  seenAt: at(seen),
});

describe('how much of a session somebody was in its voice channel', () => {
  it.each([
    ['all of it', [stay(0, 60)], 100],
    ['early and late', [stay(-10, 70)], 100],
    ['half', [stay(30, 60)], 50],
    ['re-joins count together', [stay(0, 15), stay(30, 45)], 50],
    ['two devices count once', [stay(0, 40), stay(20, 60)], 100],
    ['still there at the end, and seen shortly before', [stay(0, null, 56)], 100],
    ['still there as far as it is known, but seen long before the end', [stay(0, null, 24)], 50],
    ['looked in', [stay(10, 12)], undefined],
    ['only before', [stay(-10, -1)], undefined],
    ['never', [], undefined],
  ])('%s', (_what, stays, share) => {
    expect(voiceShare(stays, SESSION)).toBe(share);
  });

  it('ends when somebody was last known to be there, if nobody heard that they left', () => {
    expect(leftUnheard(stay(0, null, 20), at(25))).toBe(at(25));
    expect(leftUnheard(stay(0, null, 20), undefined)).toBe(at(20));
    expect(leftUnheard(stay(30, null, 30), at(25))).toBe(at(30));
  });
});
