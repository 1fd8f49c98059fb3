import { describe, expect, it } from 'vitest';
import { isWhole, quoted, suggest } from '../../../adapters/web/page/completion.js';
import type { CommandView, OptionView } from '../../../adapters/web/protocol.js';

const option = (name: string, type: OptionView['type'], more: Partial<OptionView> = {}): OptionView => ({
  name,
  type,
  description: name,
  required: false,
  choices: [],
  completes: false,
  ...more,
});
const commands: readonly CommandView[] = [
  {
    name: 'coffee',
    description: 'Coffee',
    subcommands: [
      { name: 'join', description: 'Join', options: [] },
      { name: 'pause', description: 'Pause', options: [option('until', 'date')] },
      { name: 'avoid', description: 'Avoid', options: [option('member', 'member', { completes: true })] },
    ],
  },
  {
    name: 'community',
    description: 'Community',
    subcommands: [
      {
        name: 'members',
        description: 'Members',
        options: [
          option('language', 'choice', {
            choices: [
              { value: 'en', label: 'English' },
              { value: 'ckb', label: 'Kurdish' },
            ],
          }),
          option('page', 'integer'),
          option('text', 'text', { completes: true }),
        ],
      },
    ],
  },
];
const at = (text: string, caret = text.length) => suggest(text, caret, commands);
const values = (text: string) => at(text)?.items.map(({ value }) => value);

describe('completion', () => {
  it('starts with a slash', () => {
    expect(at('coffee')).toBeNull();
    expect(at(' /coffee')).toBeNull();
    expect(at('/coffee\njoin')).toBeNull();
    expect(values('/')).toEqual(['/coffee', '/community']);
  });

  it('finds commands and sub-commands by their first letters', () => {
    expect(values('/CO')).toEqual(['/coffee', '/community']);
    expect(values('/cof')).toEqual(['/coffee']);
    expect(values('/coffee ')).toEqual(['join', 'pause', 'avoid']);
    expect(values('/coffee pa')).toEqual(['pause']);
    expect(at('/coffee pa')).toMatchObject({ from: 8, to: 10, items: [{ insert: 'pause ' }] });
    expect(at('/tea ')).toBeNull();
    expect(at('/coffee drink ')).toBeNull();
  });

  it('describes the option at the caret, and suggests its values and the other options', () => {
    expect(at('/coffee pause ')).toMatchObject({ option: { name: 'until' }, items: [] });
    expect(values('/community members ')).toEqual(['en', 'ckb', 'page:', 'text:']);
    expect(values('/community members k')).toEqual(['ckb']);
    expect(values('/community members language:')).toEqual(['en', 'ckb']);
    expect(at('/community members en ')).toMatchObject({ option: { name: 'page' } });
    expect(at('/community members page:2 ')).toMatchObject({ option: { name: 'language' } });
    expect(at('/community members en 2 some words')).toMatchObject({ option: { name: 'text' }, ask: { typed: 'some words' } });
  });

  it('asks the server for options with completions', () => {
    expect(at('/coffee avoid Ali Ha')).toMatchObject({
      from: 14,
      ask: { command: 'coffee', subcommand: 'avoid', option: 'member', typed: 'Ali Ha' },
    });
    expect(at('/coffee avoid "Ali')?.ask?.typed).toBe('Ali');
  });

  it('quotes values with spaces', () => {
    expect(quoted('Baghdad')).toBe('Baghdad');
    expect(quoted('Ali Hadi')).toBe('"Ali Hadi"');
    expect(quoted('Ali "the" Hadi')).toBe('«Ali "the" Hadi»');
  });
});

describe('a subcommand that another one begins with', () => {
  const resources: readonly CommandView[] = [
    {
      name: 'resources',
      description: 'Resources',
      subcommands: [
        { name: 'request', description: 'Request', options: [option('what', 'text')] },
        { name: 'requests', description: 'Requests', options: [] },
      ],
    },
  ];
  const whole = (text: string): boolean => {
    const found = suggest(text, text.length, resources);
    return found !== null && isWhole(found, text);
  };

  it('is known as typed, and its beginning is not', () => {
    expect(suggest('/resources request', 18, resources)?.items).toHaveLength(2);
    expect(whole('/resources request')).toBe(true);
    expect(whole('/resources requests')).toBe(true);
    expect(whole('/resources req')).toBe(false);
  });
});
