import { describe, expect, it } from 'vitest';
import { fatesOf } from '../support/limit-lists/fates.js';
import { LIMIT_LISTS, type ListKind } from '../support/limit-lists/lists.js';

/** By how many MB the bot may grow, whatever it is given. */
const GROWTH_MAX = 50;

/** The kinds of which a workbook becomes something else than the same as CSV. */
const WORKBOOKS: readonly ListKind[] = ['members and their organisations', 'events', 'resources'];

/** What becomes of lists of a kind, while the process that takes them hardly grows. */
async function expectFates(kind: ListKind): Promise<void> {
  const formats = WORKBOOKS.includes(kind) ? (['csv', 'xlsx'] as const) : (['csv'] as const);
  const fates = await fatesOf(kind, formats);
  for (const { name, megabytes } of fates) expect.soft(megabytes, name).toBeLessThan(GROWTH_MAX);
  expect(fates.map(({ name, lines }) => [name, lines])).toEqual(
    formats.flatMap((format) => [
      [`most.${format}`, LIMIT_LISTS[kind].most],
      [`many.${format}`, 'refused'],
    ]),
  );
}

describe('at its limit is taken, and one far beyond it refused: a list of', () => {
  it('members and their organisations', () => expectFates('members and their organisations'));
  it('members who are written', () => expectFates('members who are written'));
  it('the people of a meeting', () => expectFates('the people of a meeting'));
  it('events', () => expectFates('events'));
  it('resources', () => expectFates('resources'));
  it('resources that are written', () => expectFates('resources that are written'));
  it('resources that are shown at once', () => expectFates('resources that are shown at once'));
});
