import { describe, expect, it } from 'vitest';
import { toId } from '../../../src/core/ids.js';
import { after, between, DAY, toInstant } from '../../../src/core/time.js';
import { isOwnOutage, judgeLink } from '../../../src/features/resources/rules/link-health.js';
import { addMonths } from '../../../src/features/resources/rules/review-date.js';
import type { EditionId } from '../../../src/features/resources/types.js';

const NOW = toInstant(Date.parse('2026-11-29T12:00:00Z'));
const at = (text: string) => toInstant(Date.parse(text));
const edition = (id: number): EditionId => toId<EditionId>(id);

it('months later is the same day, or the last of a shorter month', () => {
  expect(addMonths(at('2026-01-31T10:00:00Z'), 1)).toBe(at('2026-02-28T10:00:00Z'));
  expect(addMonths(at('2028-01-31T10:00:00Z'), 1)).toBe(at('2028-02-29T10:00:00Z'));
  expect(addMonths(at('2026-03-31T10:00:00Z'), -1)).toBe(at('2026-02-28T10:00:00Z'));
  expect(addMonths(NOW, -12)).toBe(at('2025-11-29T12:00:00Z'));
  expect(addMonths(NOW, 26)).toBe(at('2029-01-29T12:00:00Z'));
});

describe('a link', () => {
  it('that is gone or closed counts at once', () => {
    for (const state of ['gone', 'closed'] as const)
      expect(judgeLink(undefined, { state }, edition(1), NOW)).toMatchObject({ badSince: NOW, tries: 1 });
  });

  it('that is refused counts the second time, one that nobody answers the third', () => {
    const first = judgeLink(undefined, { state: 'refused' }, edition(1), NOW);
    expect(first).toEqual({ tries: 1, badSince: null, nextAt: after(NOW, DAY) });
    expect(judgeLink(first, { state: 'refused' }, edition(1), NOW).badSince).toBe(NOW);
    const second = judgeLink(first, { state: 'unreachable' }, edition(1), NOW);
    expect(second).toEqual({ tries: 2, badSince: null, nextAt: after(NOW, 3 * DAY) });
    expect(judgeLink(second, { state: 'unreachable' }, edition(1), NOW).badSince).toBe(NOW);
  });

  it('stays lost since the first day, and is well again once it answers', () => {
    const lost = { tries: 3, badSince: after(NOW, -9 * DAY) };
    expect(judgeLink(lost, { state: 'unreachable' }, edition(1), NOW).badSince).toBe(after(NOW, -9 * DAY));
    expect(judgeLink(lost, { state: 'alive' }, edition(1), NOW)).toMatchObject({ tries: 0, badSince: null });
  });

  it('is looked at again in a month, not all on one day', () => {
    const days = [1, 25, 50].map((id) => Math.floor(between(NOW, judgeLink(undefined, { state: 'alive' }, edition(id), NOW).nextAt) / DAY));
    expect(days).toEqual([30, 31, 32]);
  });
});

it('an outage of the bot’s own line is one where no server of several answers', () => {
  const link = (host: string, state: 'alive' | 'unreachable') => ({ link: `https://${host}/a`, state });
  expect(isOwnOutage([link('a.org', 'unreachable'), link('b.org', 'unreachable')])).toBe(true);
  expect(isOwnOutage([link('a.org', 'unreachable'), link('b.org', 'alive')])).toBe(false);
  expect(isOwnOutage([link('a.org', 'unreachable'), link('a.org', 'unreachable')])).toBe(false);
  expect(isOwnOutage([])).toBe(false);
});
