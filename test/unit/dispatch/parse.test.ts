import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import type { MemberId } from '../../../src/core/ids.js';
import { noReply } from '../../../src/core/message.js';
import { latinDigits, readDate } from '../../../src/core/written.js';
import { parseText } from '../../../src/dispatch/parse-text.js';
import { parseValues } from '../../../src/dispatch/parse-values.js';
import { defineCommand, defineSubcommand } from '../../../src/feature-api/index.js';

const run = async () => noReply;
const command = defineCommand({
  name: 'coffee',
  description: 'x',
  subcommands: {
    pause: defineSubcommand({
      description: 'x',
      access: 'member',
      options: { until: { type: 'date', description: 'x' }, why: { type: 'text', description: 'x', maxLength: 20 } },
      run,
    }),
    avoid: defineSubcommand({
      description: 'x',
      access: 'member',
      options: { who: { type: 'member', description: 'x', required: true } },
      run,
    }),
    report: defineSubcommand({
      description: 'x',
      access: 'organiser',
      options: {
        rounds: { type: 'integer', description: 'x', min: 1, max: 24 },
        form: {
          type: 'choice',
          description: 'x',
          choices: [
            { value: 'short', label: 'x' },
            { value: 'long', label: 'x' },
          ],
        },
        data: { type: 'file', description: 'x' },
      },
      run,
    }),
  },
});

const topics = defineCommand({
  name: 'topics',
  description: 'x',
  subcommands: {
    list: defineSubcommand({
      description: 'x',
      access: 'member',
      options: {
        words: { type: 'text', description: 'x', maxLength: 40, takesWords: true },
        kind: { type: 'choice', description: 'x', choices: [{ value: 'short', label: 'x' }] },
        year: { type: 'integer', description: 'x', min: 2000, max: 2100 },
      },
      run,
    }),
  },
});

const moving = defineCommand({
  name: 'moving',
  description: 'x',
  subcommands: {
    move: defineSubcommand({
      description: 'x',
      access: 'member',
      options: {
        topic: { type: 'text', description: 'x', maxLength: 40, required: true },
        date: { type: 'date', description: 'x', required: true },
      },
      run,
    }),
    mirroring: defineSubcommand({
      description: 'x',
      access: 'member',
      options: {
        member: { type: 'member', description: 'x', required: true },
        what: { type: 'choice', description: 'x', required: true, choices: [{ value: 'stop', label: 'x' }] },
      },
      run,
    }),
    appoint: defineSubcommand({
      description: 'x',
      access: 'member',
      options: {
        role: { type: 'choice', description: 'x', required: true, choices: [{ value: 'adviser', label: 'x' }] },
        member: { type: 'member', description: 'x', required: true },
      },
      run,
    }),
  },
});

const organiser = { role: 'organiser', status: 'active' } as const;
const nobody = async (): Promise<MemberId> => {
  throw new InputError('nobody', { key: 'x' });
};
const parse = async (text: string, by = command) => {
  const { subcommand, values } = parseText(by, text, [], organiser);
  return parseValues(subcommand, values, nobody);
};
const refusal = async (text: string) =>
  parse(text).then(
    () => 'taken',
    (error: unknown) => (error instanceof InputError ? error.humanError.key : String(error)),
  );

describe('command text', () => {
  it('reads options in order, by name, quoted, and the rest of the line', async () => {
    expect(await parse('pause 2026-12-06 on leave with family')).toEqual({ until: '2026-12-06', why: 'on leave with family' });
    expect(await parse('PAUSE why:leave')).toEqual({ why: 'leave' });
    expect(await parse('pause why:"on leave" until:2026-12-06')).toEqual({ until: '2026-12-06', why: 'on leave' });
    expect(await parse('pause until:"2026-12-06" why:"on leave"')).toEqual({ until: '2026-12-06', why: 'on leave' });
    expect(await parse('pause why:on leave until:2026-12-06')).toEqual({ until: '2026-12-06', why: 'on leave' });
    expect(await parse('pause 2026-12-06 why: until: then')).toEqual({ until: '2026-12-06', why: 'until: then' });
    expect(parseText(command, 'avoid @Amal Karim', [], organiser).values).toEqual({ who: '@Amal Karim' });
    expect(await parse('list clean short water 2027', topics)).toEqual({ words: 'clean short water 2027' });
    expect(await parse('list clean water year:2027 kind:short', topics)).toEqual({ words: 'clean water', year: 2027, kind: 'short' });
    expect(await parse('list kind:short clean water', topics)).toEqual({ kind: 'short', words: 'clean water' });
    expect(await parse('list «clean water»', topics)).toEqual({ words: 'clean water' });
    expect(await parse('report ٦ LONG')).toEqual({ rounds: 6, form: 'long' });
    expect(await parse('report')).toEqual({});
  });

  it.each([
    ['move Clean water for all 2026-12-07', { topic: 'Clean water for all', date: '2026-12-07' }],
    ['move الماء النظيف للجميع  ٢٠٢٦-١٢-٠٧ ', { topic: 'الماء النظيف للجميع', date: '٢٠٢٦-١٢-٠٧' }],
    ['move Water 2026-12-07', { topic: 'Water', date: '2026-12-07' }],
    ['move “Clean water” 2026-12-07', { topic: 'Clean water', date: '2026-12-07' }],
    ['move Clean water date:2026-12-07', { topic: 'Clean water', date: '2026-12-07' }],
    ['move topic:Clean water 2026-12-07', { topic: 'Clean water', date: '2026-12-07' }],
    ['move date:2026-12-07 Clean water', { date: '2026-12-07', topic: 'Clean water' }],
    ['move date:2026-12-07 topic:Clean water', { date: '2026-12-07', topic: 'Clean water' }],
    ['move Water', { topic: 'Water' }],
    ['move Clean water', { topic: 'Clean', date: 'water' }],
    ['mirroring Zahra Ahmed stop', { member: 'Zahra Ahmed', what: 'stop' }],
    ['mirroring Zahra', { member: 'Zahra' }],
    ['appoint adviser Zahra Ahmed', { role: 'adviser', member: 'Zahra Ahmed' }],
  ])('a title or a name of several words needs no quotes: %s', (text, values) => {
    expect(parseText(moving, text, [], organiser).values).toEqual(values);
  });

  it('names to each only what they may use', () => {
    const named = (actor: Parameters<typeof parseText>[3]) => {
      try {
        parseText(command, 'drink', [], actor);
      } catch (error) {
        return error instanceof InputError ? error.humanError.values?.['known'] : error;
      }
      return 'taken';
    };
    expect(named(organiser)).toBe('pause · avoid · report');
    expect(named({ role: 'member', status: 'active' })).toBe('pause · avoid');
  });

  it('says what is wrong', async () => {
    expect(await refusal('')).toBe('dispatch.subcommand-missing');
    expect(await refusal('drink')).toBe('dispatch.subcommand-unknown');
    expect(await refusal('constructor')).toBe('dispatch.subcommand-unknown');
    expect(await refusal('avoid')).toBe('dispatch.option-missing');
    expect(await refusal('pause tomorrow')).toBe('dispatch.expects-date');
    expect(await refusal('pause 2026-02-30')).toBe('dispatch.expects-date');
    expect(await refusal('report 99')).toBe('dispatch.expects-integer');
    expect(await refusal('report 1.5')).toBe('dispatch.expects-integer');
    expect(await refusal('report 3 wide')).toBe('dispatch.expects-choice');
    // A choice may be called by several words.
    expect(await refusal('report 3 long more')).toBe('dispatch.expects-choice');
    expect(await refusal(`pause 2026-12-06 ${'x'.repeat(10_000)}`)).toBe('dispatch.text-too-long');
  });

  it('reads dates as people here write them', () => {
    expect(['2026-12-6', '6/12/2026', '٦/١٢/٢٠٢٦', '31.12.2026', '2026-13-01', '12/31/2026'].map(readDate)).toEqual([
      '2026-12-06',
      '2026-12-06',
      '2026-12-06',
      '2026-12-31',
      undefined,
      undefined,
    ]);
    expect(latinDigits('۱۲٣')).toBe('123');
  });
});
