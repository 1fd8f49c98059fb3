import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Language } from '../../../src/core/language.js';
import { SELECT_OPTIONS_MAX } from '../../../src/core/message.js';
import { choiceField, createFeatureSet, defineControls, type Feature, member, textField } from '../../../src/feature-api/index.js';
import { features } from '../../../src/features/index.js';
import { defineSection, setting } from '../../../src/settings/index.js';

const codes = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const options = (count: number) => codes(count).map((value) => ({ value, label: value }));

describe('what no platform can show ends the start-up:', () => {
  it('a menu of what depends on data', () => {
    expect(() => defineControls('x', { pick: member.menu('one', SELECT_OPTIONS_MAX + 1) })).toThrow(
      'the menu x:pick has up to 26 options: platforms show 25',
    );
  });

  it('a menu whose options are the same for everyone, by their number and their labels in each language', () => {
    const declare = (choices: readonly string[], choiceLabel: (value: string, language: Language) => string) =>
      defineControls('x', { pick: member.choiceMenu('one', { choices, choiceLabel }) });
    expect(() => declare(codes(26), (value) => value)).toThrow('the menu x:pick has up to 26 options: platforms show 25');
    expect(() => declare(['a'], (_value, language) => (language === 'ckb' ? 'ئ'.repeat(76) : 'a'))).toThrow(
      /^the option a of the menu x:pick is too long in ckb: ئ/,
    );
    expect(declare(codes(25), (value) => value).pick.menu('ar', { label: 'Which' }).options).toHaveLength(25);
  });

  it('the title, the button, a label, a hint and a placeholder of a form, in each language', () => {
    const long = 'dispatch.menu-elsewhere';
    const label = 'web.messages';
    const declare = (spec: Partial<Parameters<typeof member.form>[1]>) =>
      defineControls('x', { fill: member.form('fills', { title: label, fields: {}, ...spec }) });
    expect(() => declare({ title: long })).toThrow(/^the title of the form x:fill has \d+ characters in en: platforms show 45$/);
    expect(() => declare({ submit: long })).toThrow(/^the button of the form x:fill has \d+ characters in en: platforms show 24$/);
    const fields = (declared: { readonly label?: typeof long; readonly hint?: typeof long; readonly placeholder?: typeof long }) =>
      declare({ fields: { text: textField({ label, max: 9, ...declared }) } });
    expect(() => fields({ label: long })).toThrow(/^the form x:fill: the label of text has \d+ characters in en: platforms show 45$/);
    expect(() => fields({ hint: long })).toThrow(/^the form x:fill: the hint of text has \d+ characters in en: platforms show 100$/);
    expect(() => fields({ placeholder: long })).toThrow(/^the form x:fill: the placeholder of text has \d+ characters/);
  });

  it('a choice of a form, in each language', () => {
    const choiceLabel = (_value: string, language: Language) => (language === 'ar' ? 'ا'.repeat(76) : 'a');
    const field = choiceField({ label: 'web.messages', choices: ['a'], choiceLabel });
    expect(() => defineControls('x', { fill: member.form('fills', { title: 'web.messages', fields: { one: field } }) })).toThrow(
      /^the form x:fill: the option a of one is too long in ar: ا/,
    );
  });

  it('the entries of a command, which the help offers as one menu', () => {
    const [first, ...others] = features.all;
    const [command] = first?.commands ?? [];
    const [entry] = Object.values(command?.subcommands ?? {});
    if (!first || !command || !entry) throw new Error('no feature has a command');
    const subcommands = Object.fromEntries(codes(26).map((word) => [word, entry]));
    const altered: Feature = { ...first, commands: [{ ...command, subcommands }] };
    expect(() => createFeatureSet([altered, ...others])).toThrow(`the command /${command.name} has 26 choices: platforms show 25`);
  });
});

describe('what features declare ends the start-up when a text of it is too long:', () => {
  const long = 'dispatch.menu-elsewhere';

  it('the description of a command', () => {
    const [command] = features.commands;
    const [entry] = Object.entries(command?.subcommands ?? {});
    if (!command || !entry) throw new Error('no feature has a command');
    const [word, subcommand] = entry;
    const subcommands = { [word]: { ...subcommand, description: long } } as const;
    const altered = features.all.map((feature) => ({
      ...feature,
      commands: feature.commands.map((one) => (one === command ? { ...one, subcommands } : one)),
    }));
    expect(() => createFeatureSet(altered)).toThrow(/^the description of \/\w+ [\w-]+ has \d+ characters in en: platforms show 100$/);
  });

  it('the label of a notice', () => {
    const altered = features.all.map((feature): Feature => {
      const notices = [{ name: `${feature.name}.x`, label: long, keeps: 'needed' }] as const;
      return { ...feature, notices };
    });
    expect(() => createFeatureSet(altered)).toThrow(/: the label of the notice \w+\.x has \d+ characters in en: platforms show 47$/);
  });

  it('the forms of the settings', () => {
    const field = textField({ label: long, max: 9 });
    const own = setting<string>({ label: 'web.messages', schema: z.string(), field, code: () => 0, word: () => undefined });
    const declare = (title: 'web.messages' | typeof long, fields: readonly string[]) =>
      defineSection<{ one: string }, 'all'>({ name: 'x', title: 'web.messages', fields: { one: own }, forms: { all: { title, fields } } });
    expect(() => declare('web.messages', ['one'])).toThrow(/^the form of the settings x:all: the label of one has \d+ characters in en/);
    expect(() => declare(long, ['one'])).toThrow(/^the title of the settings form x:all has \d+ characters in en: platforms show 45$/);
  });
});

describe('a menu with more options than it is declared with', () => {
  it('is refused before a platform sees it, alike on all of them', () => {
    const { pick } = defineControls('x', { pick: member.menu('one', 10) });
    expect(pick.menu({ label: 'Which', options: options(10) }).options).toHaveLength(10);
    expect(() => pick.menu({ label: 'Which', options: options(11) })).toThrow(
      'the menu x:pick has 11 options and is declared with at most 10',
    );
  });
});
