import type { AnyValue, Option, Subcommand } from '../core/command.js';
import { InputError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import type { Attachment } from '../core/message.js';
import { phrase } from '../language/index.js';

export type MemberFinder = (typed: string) => Promise<MemberId>;

/**
 * Gives the values their types, by the options' definitions. Throws an `InputError` for the first that is missing, of
 * the wrong kind or out of its bounds, naming the option and what is expected.
 */
export async function parseValues(
  subcommand: Subcommand,
  values: Readonly<Record<string, string | number | Attachment>>,
  findMember: MemberFinder,
): Promise<Record<string, AnyValue>> {
  const result: Record<string, AnyValue> = {};
  for (const [name, option] of Object.entries(subcommand.options)) {
    const value = values[name];
    if (value === undefined || value === '') {
      if (option.required) throw new InputError(`option ${name} is missing`, phrase('dispatch.option-missing', { option: name }));
      continue;
    }
    result[name] = await parseValue(name, option, value, findMember);
  }
  return result;
}

async function parseValue(name: string, option: Option, value: string | number | Attachment, findMember: MemberFinder): Promise<AnyValue> {
  if (option.type === 'file') {
    if (typeof value === 'object') return value;
    throw wrong(name, phrase('dispatch.expects-file', { option: name }));
  }
  if (typeof value === 'object') throw wrong(name, phrase('dispatch.expects-text', { option: name }));
  const text = String(value).trim();
  switch (option.type) {
    case 'text':
      if (text.length > option.maxLength)
        throw wrong(name, phrase('dispatch.text-too-long', { option: name, max: option.maxLength, length: text.length }));
      return text;
    case 'integer': {
      const number = Number(latinDigits(text));
      if (!Number.isInteger(number) || number < option.min || number > option.max) {
        throw wrong(name, phrase('dispatch.expects-integer', { option: name, min: option.min, max: option.max }));
      }
      return number;
    }
    case 'choice': {
      const choice = option.choices.find((candidate) => candidate.value === text.toLowerCase());
      if (!choice)
        throw wrong(
          name,
          phrase('dispatch.expects-choice', { option: name, choices: option.choices.map((each) => each.value).join(' · ') }),
        );
      return choice.value;
    }
    case 'date': {
      const date = readDate(text);
      if (!date) throw wrong(name, phrase('dispatch.expects-date', { option: name, word: text.slice(0, 40) }));
      return date;
    }
    case 'member':
      return findMember(text);
    default:
      return option satisfies never;
  }
}

function wrong(name: string, humanError: InputError['humanError']): InputError {
  return new InputError(`option ${name} is not what it should be`, humanError);
}

/** Arabic-Indic and Persian digits as the Latin ones. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.charCodeAt(0) & 0xf) % 10));
}

/** `2026-12-06`, or `6/12/2026` and `6.12.2026` as they are written here (day first); `undefined` for a day that isn't. */
export function readDate(text: string): string | undefined {
  const digits = latinDigits(text);
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(digits) ?? [];
  const [, day2, month2, year2] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(digits) ?? [];
  const iso = `${year ?? year2}-${(month ?? month2)?.padStart(2, '0')}-${(day ?? day2)?.padStart(2, '0')}`;
  const parsed = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(iso) ? iso : undefined;
}
