import type { AnyValue, Option, Subcommand } from '../core/command.js';
import { InputError } from '../core/errors.js';
import type { MemberId } from '../core/ids.js';
import type { Attachment } from '../core/message.js';
import { readDate, readInteger } from '../core/written.js';
import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';

export type MemberFinder = (typed: string) => Promise<MemberId>;

/**
 * Gives the values their types, by the options' definitions. Throws an `InputError` for the first that is missing, of
 * the wrong kind or out of its bounds, naming the option and what is expected.
 */
export async function parseValues(
  subcommand: Subcommand<Context>,
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

async function parseValue(
  name: string,
  option: Option<Context>,
  value: string | number | Attachment,
  findMember: MemberFinder,
): Promise<AnyValue> {
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
      const number = readInteger(text);
      if (number === undefined || number < option.min || number > option.max) {
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
