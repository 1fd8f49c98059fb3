import { describe, expect, it } from 'vitest';
import { toId } from '../../../src/core/ids.js';
import { after, DAY, toInstant, toLocalDate } from '../../../src/core/time.js';
import { isQuiet, nextPrompt } from '../../../src/features/topics/rules/quiet.js';
import { type Turn, turnsBefore } from '../../../src/features/topics/rules/turns.js';
import type { FacilitationState, Topic, TopicId } from '../../../src/features/topics/types.js';
import { aTopic } from '../../support/facilitators.js';

const NOW = toInstant(Date.parse('2026-12-16T11:00:00+03:00'));
const turn = (id: number, opens: string, state: FacilitationState, answered: string | null = null): Turn => ({
  topic: toId<TopicId>(id),
  state,
  opensAt: toInstant(Date.parse(`${opens}T10:00:00+03:00`)),
  askedAt: toInstant(Date.parse('2026-06-01T10:00:00+03:00')),
  answeredAt: answered === null ? null : toInstant(Date.parse(`${answered}T10:00:00+03:00`)),
});
const before = (...turns: readonly Turn[]) =>
  turnsBefore(turns, { id: toId<TopicId>(9), opens: toLocalDate('2026-11-15') }, 'Asia/Baghdad');

describe('a volunteer’s turns', () => {
  it('are those that they took or may still take, and those that they let pass', () => {
    expect(before()).toEqual({ lastFacilitated: null, lastPassed: null, declined: false });
    expect(
      before(turn(1, '2026-05-03', 'agreed'), turn(2, '2026-07-05', 'asked'), turn(3, '2026-09-06', 'declined', '2026-08-20')),
    ).toEqual({
      lastFacilitated: '2026-07-05',
      lastPassed: '2026-08-20',
      declined: false,
    });
    expect(before(turn(9, '2026-11-15', 'handed-over'))).toEqual({ lastFacilitated: null, lastPassed: '2026-06-01', declined: true });
    expect(before(turn(9, '2026-11-15', 'asked'))).toEqual({ lastFacilitated: null, lastPassed: null, declined: false });
  });

  it('count one within three months, also where a later one is further away', () => {
    expect(before(turn(1, '2026-11-01', 'agreed'), turn(2, '2027-04-04', 'agreed')).lastFacilitated).toBe('2026-11-01');
  });
});

describe('a topic', () => {
  const open: Topic = {
    ...aTopic(after(NOW, -3 * DAY), { state: 'open' }),
    id: toId(1),
    version: 1,
    openedAt: after(NOW, -3 * DAY),
    closesAt: after(NOW, 11 * DAY),
    closedAt: null,
    facilitator: null,
    shadow: null,
    lastWrittenAt: null,
    lastNudgeAt: null,
    lastPromptAt: null,
  };

  it('is quiet after three days without a contribution, a nudge or a prompt, as long as it is open', () => {
    expect(isQuiet(open, NOW)).toBe(true);
    expect(isQuiet(open, after(NOW, -1))).toBe(false);
    for (const change of [
      { lastWrittenAt: after(NOW, -3 * DAY + 1) },
      { lastNudgeAt: after(NOW, -DAY) },
      { lastPromptAt: after(NOW, -DAY) },
      { closesAt: NOW },
      { state: 'planned' as const },
    ]) {
      expect([change, isQuiet({ ...open, ...change }, NOW)]).toEqual([change, false]);
    }
  });

  it('has the next prompt seven days after the last', () => {
    expect(nextPrompt(open, NOW)).toBeUndefined();
    expect(nextPrompt({ lastPromptAt: after(NOW, -7 * DAY + 1) }, NOW)).toBe(after(NOW, 1));
    expect(nextPrompt({ lastPromptAt: after(NOW, -7 * DAY) }, NOW)).toBeUndefined();
  });
});
