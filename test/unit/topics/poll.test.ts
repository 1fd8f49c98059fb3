import { describe, expect, it } from 'vitest';
import { POLL_OPTION_MAX, POLL_OPTIONS_MAX, readChoices, readOptions } from '../../../src/features/topics/rules/poll.js';

describe('the answers of a poll', () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Answer ${index}`).join('\n');

  it('are one a line, the same once, whatever its spelling', () => {
    expect(readOptions(' Yes \n\n yes\nأحمد\nاحمد\n?\n👍\n👎')).toEqual({ options: ['yes', 'احمد', '👍', '👎'] });
  });

  it('are at least two and not too many, and none is too long', () => {
    expect(readOptions('Yes')).toEqual({ problem: { type: 'few' } });
    expect(readOptions(numbered(POLL_OPTIONS_MAX))).toMatchObject({ options: { length: POLL_OPTIONS_MAX } });
    expect(readOptions(numbered(POLL_OPTIONS_MAX + 1))).toEqual({ problem: { type: 'many' } });
    const long = '👍'.repeat(POLL_OPTION_MAX);
    expect(readOptions(`${long}\nno`)).toEqual({ options: [long, 'no'] });
    expect(readOptions(`${long}!\nno`)).toEqual({ problem: { type: 'long', option: `${long}!` } });
  });
});

describe('what somebody chose in a poll', () => {
  const one = { options: ['a', 'b', 'c'], multiple: false };
  const several = { ...one, multiple: true };

  it('is one answer, or several where the poll allows it', () => {
    expect(readChoices(one, ['2'])).toEqual([2]);
    expect(readChoices(one, ['2', '2'])).toEqual([2]);
    expect(readChoices(one, ['2', '0'])).toBeUndefined();
    expect(readChoices(several, ['2', '0', '2'])).toEqual([0, 2]);
    expect(readChoices(several, [])).toEqual([]);
  });

  it.each(['3', '-1', '', '1e0', '０', '999', 'a'])('is refused if it is no answer of the poll: “%s”', (value) => {
    expect(readChoices(several, [value])).toBeUndefined();
    expect(readChoices(several, ['0', value])).toBeUndefined();
  });
});
