import { describe, expect, it } from 'vitest';
import { typedAs } from '../../../src/core/command.js';
import { distance } from '../../../src/features/assist/rules/distance.js';
import { nearCommands, type Typed } from '../../../src/features/assist/rules/near.js';
import { offersFor } from '../../../src/features/assist/rules/offers.js';
import { wordsOf } from '../../../src/features/assist/words.js';
import { features } from '../../../src/features/index.js';

const member = { role: 'member', status: 'active' } as const;
const organiser = { role: 'organiser', status: 'active' } as const;
const newcomer = { role: 'member', status: 'newcomer' } as const;

const near = (typed: Typed, actor: Parameters<typeof nearCommands>[2] = member) =>
  nearCommands(features.commands, typed, actor, wordsOf).map(typedAs);

describe('the distance of two words', () => {
  it.each([
    ['coffee', 'coffee', 0],
    ['cofee', 'coffee', 1],
    ['coffeee', 'coffee', 1],
    ['cofffe', 'coffee', 1],
    ['ocffee', 'coffee', 1],
    ['tea', 'coffee', 3],
    ['', 'ab', 2],
  ])('%s and %s', (one, other, apart) => {
    expect(distance(one, other, 2)).toBe(apart);
    expect(distance(other, one, 2)).toBe(apart);
  });
});

describe('what was meant', () => {
  it.each([
    ['coffee', 'jion', '/coffee join'],
    ['coffee', 'puase', '/coffee pause'],
    ['coffee', 'staus', '/coffee status'],
    ['coffee', 'stat', '/coffee status'],
    ['profile', 'langauge', '/profile language'],
    ['profile', 'lang', '/profile language'],
    ['profile', 'timezones', '/profile timezone'],
    ['profile', 'delete', '/profile forget'],
    ['coffee', 'quit', '/coffee leave'],
    // In other languages, whatever the letters are.
    ['coffee', 'انضمام', '/coffee join'],
    ['coffee', 'الانضمام', '/coffee join'],
    ['coffee', 'ايقاف', '/coffee pause'],
    ['profile', 'لغه', '/profile language'],
    ['profile', 'زمان', '/profile language'],
    ['profile', 'سڕینەوه', '/profile forget'],
    ['events', 'تقویم', '/events calendar'],
    ['topics', 'پێشنیار', '/topics propose'],
    // Of another command.
    ['profile', 'join', '/coffee join'],
  ])('by /%s %s', (command, word, meant) => {
    expect(near({ command, word, rest: '' })[0]).toBe(meant);
  });

  it.each([
    ['cofee', '', '/coffee'],
    ['cofee', 'join', '/coffee join'],
    ['cofee', 'jion', '/coffee join'],
    ['profil', 'language عربي', '/profile language'],
    ['halp', '', '/help'],
    ['قهوة', '', '/coffee'],
    ['قهوة', 'انضمام', '/coffee join'],
    ['قاوە', '', '/coffee'],
    ['مساعدة', '', '/help'],
    ['یارمەتی', '', '/help'],
    ['join', '', '/coffee join'],
  ])('by /%s %s', (word, rest, meant) => {
    expect(near({ word, rest })[0]).toBe(meant);
  });

  it('is nothing where nothing is near', () => {
    expect(near({ word: 'xylophone', rest: '' })).toEqual([]);
    expect(near({ command: 'coffee', word: 'xylophone', rest: '' })).toEqual([]);
    expect(near({ command: 'coffee', word: '🙂', rest: '' })).toEqual([]);
    expect(near({ command: 'coffee', word: '__proto__', rest: '' })).toEqual([]);
  });

  it('is nothing that the asker may not use', () => {
    expect(near({ command: 'coffee', word: 'setings', rest: '' }, organiser)[0]).toBe('/coffee settings');
    for (const actor of [member, newcomer]) {
      expect(near({ command: 'coffee', word: 'setings', rest: '' }, actor)).not.toContain('/coffee settings');
      expect(near({ word: 'comunity', rest: 'audti' }, actor)).not.toContain('/community audit');
    }
    expect(near({ word: 'cofee', rest: '' }, newcomer)).toEqual([]);
  });

  it('is at most three commands', () => {
    expect(near({ word: 'settings', rest: '' }, organiser).length).toBe(3);
  });
});

describe('what a greeting offers', () => {
  const last = { command: 'help', subcommand: '', label: 'assist.button.help' } as const;
  const offered = (actor: typeof member | typeof organiser | typeof newcomer) =>
    offersFor(actor, features.all, features.commands, last).map(typedAs);

  it('is three things that the person may do now', () => {
    expect(offered(member)).toEqual(['/profile show', '/coffee status', '/events list']);
    expect(offered(organiser)).toEqual(['/profile show', '/coffee status', '/events list']);
    expect(offered(newcomer)).toEqual(['/profile edit', '/community about', '/help']);
  });
});
