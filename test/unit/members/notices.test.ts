import { describe, expect, it } from 'vitest';
import { placeWanted } from '../../../src/agenda/wish.js';
import { LANGUAGES } from '../../../src/core/language.js';
import { choicesOf, NOTICE_CHOICES } from '../../../src/core/notification.js';
import type { Notice } from '../../../src/feature-api/index.js';
import { features } from '../../../src/features/index.js';
import { otherChoices, pagesOf, placeOf, stateOf } from '../../../src/features/members/rules/notices.js';
import { speaker } from '../../../src/language/index.js';

const all: Notice = { name: 'a.all', label: 'notices.title', choices: ['here', 'channel', 'off'], default: 'here' };
const kept: Notice = { name: 'a.kept', label: 'notices.title', keeps: 'safety' };
const answer: Notice = { ...all, name: 'a.answer', choices: ['here', 'off'], answers: true };
const asked: Notice = { ...all, name: 'a.asked', choices: ['here', 'off'], default: 'off' };

describe('a switch', () => {
  it('stands at its default until something else is chosen', () => {
    expect(stateOf(all, undefined)).toEqual({ notice: all, choice: 'here', platform: null });
    expect(stateOf(asked, undefined)).toMatchObject({ choice: 'off' });
    expect(stateOf(asked, { choice: 'here', platform: 'slack' })).toMatchObject({ choice: 'here', platform: 'slack' });
    expect(stateOf(kept, { choice: 'off', platform: null })).toEqual({ notice: kept, choice: 'off', platform: null });
    // It offered the channel once.
    expect(stateOf(asked, { choice: 'channel', platform: null })).toMatchObject({ choice: 'off' });
  });

  it('offers what does not hold already', () => {
    expect(otherChoices(stateOf(all, undefined), 'slack', ['slack'])).toEqual(['channel', 'off']);
    expect(otherChoices(stateOf(all, undefined), 'slack', ['slack', 'discord'])).toEqual(['here', 'channel', 'off']);
    expect(otherChoices(stateOf(all, { choice: 'here', platform: 'slack' }), 'slack', ['slack', 'discord'])).toEqual(['channel', 'off']);
    expect(otherChoices(stateOf(all, { choice: 'here', platform: 'slack' }), 'discord', ['slack', 'discord'])).toEqual([
      'here',
      'channel',
      'off',
    ]);
    expect(otherChoices(stateOf(all, { choice: 'off', platform: null }), 'web', ['web'])).toEqual(['here', 'channel']);
  });

  it('of an answer names no platform, since it comes where somebody wrote', () => {
    expect([placeOf(all, 'here', 'slack'), placeOf(all, 'off', 'slack'), placeOf(answer, 'here', 'slack')]).toEqual(['slack', null, null]);
    expect(otherChoices(stateOf(answer, undefined), 'slack', ['slack', 'discord'])).toEqual(['off']);
  });

  it('decides whether and where a message goes, as the list says', () => {
    expect(placeWanted(undefined, { choice: 'off', platform: null })).toEqual({});
    for (const notice of [all, asked, kept]) {
      for (const wish of [
        undefined,
        ...NOTICE_CHOICES.map((choice) => ({ choice, platform: choice === 'here' ? ('web' as const) : null })),
      ]) {
        const { choice, platform } = stateOf(notice, wish);
        const expected = choice !== 'here' ? undefined : platform === null ? {} : { platform };
        expect(placeWanted({ name: notice.name, ...choicesOf(notice), keeps: notice === kept }, wish)).toEqual(expected);
      }
    }
  });

  it('is on a page whose choices fit into one menu', () => {
    const states = Array.from({ length: 20 }, (_, index) => stateOf(index % 2 === 0 ? all : asked, undefined));
    const pages = pagesOf(states, 25);
    expect(pages.flat()).toEqual(states);
    for (const page of pages) expect(page.reduce((sum, { notice }) => sum + choicesOf(notice).choices.length, 0)).toBeLessThanOrEqual(25);
    expect(pages).toHaveLength(2);
    expect(pagesOf([], 25)).toEqual([[]]);
  });
});

describe('the switches of the program', () => {
  const switches: readonly Notice[] = features.notices;

  it.each(LANGUAGES)('fit with each choice into a menu: %s', (language) => {
    const say = speaker(language);
    const here = say.plain('notices.choice.here-on', { platform: 'Discord' });
    for (const notice of switches) {
      const what = say.plainKey(notice.label);
      const off = say.plain('keeps' in notice ? 'notices.choice.kept' : 'notices.choice.off');
      const words = { here, off, channel: say.plain('notices.choice.channel') };
      for (const choice of choicesOf(notice).choices.map((each) => words[each])) {
        expect([...say.plain('notices.option', { what, choice })].length, `${what}: ${choice}`).toBeLessThanOrEqual(75);
      }
    }
  });
});
