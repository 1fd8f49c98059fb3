import type { AnyValue, CommandChoice, Option, Subcommand } from '../core/command.js';
import { InputError } from '../core/errors.js';
import { nameKey } from '../core/fold.js';
import type { MemberId } from '../core/ids.js';
import { LANGUAGES } from '../core/language.js';
import type { Attachment } from '../core/message.js';
import type { ListedWords } from '../core/phrase.js';
import { readDate, readInteger } from '../core/written.js';
import type { Context } from '../feature-api/index.js';
import { isMessageKey, listed, phrase, speaker } from '../language/index.js';

export type MemberFinder = (typed: string) => Promise<MemberId>;

type Typed = Readonly<Record<string, string | number | Attachment>>;

/** The options that a sub-command needs and that have no value. */
export function missingOptions({ options }: Subcommand<Context>, values: Typed): readonly string[] {
  return Object.entries(options)
    .filter(([name, { required }]) => required && isEmpty(values[name]))
    .map(([name]) => name);
}

const isEmpty = (value: Typed[string] | undefined): value is '' | undefined => value === undefined || value === '';

/** An option as its reader finds it described; its name is an English word. */
function described({ description }: Option<Context>, name: string): ListedWords | string {
  return isMessageKey(description) ? listed([description]) : name;
}

/**
 * Gives the values their types, by the options' definitions. Throws an `InputError` for the first that is missing, of
 * the wrong kind or out of its bounds, naming the option and what is expected.
 */
export async function parseValues(
  subcommand: Subcommand<Context>,
  values: Typed,
  findMember: MemberFinder,
): Promise<Record<string, AnyValue>> {
  const result: Record<string, AnyValue> = {};
  for (const [name, option] of Object.entries(subcommand.options)) {
    const value = values[name];
    if (isEmpty(value)) {
      if (option.required)
        throw new InputError(`option ${name} is missing`, phrase('dispatch.option-missing', { option: described(option, name) }));
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
  const shown = described(option, name);
  if (option.type === 'file') {
    if (typeof value === 'object') return value;
    throw wrong(name, phrase('dispatch.expects-file', { option: shown }));
  }
  if (typeof value === 'object') throw wrong(name, phrase('dispatch.expects-text', { option: shown }));
  const text = String(value).trim();
  switch (option.type) {
    case 'text':
      if (text.length > option.maxLength)
        throw wrong(name, phrase('dispatch.text-too-long', { option: shown, max: option.maxLength, length: text.length }));
      return text;
    case 'integer': {
      const number = readInteger(text);
      if (number === undefined || number < option.min || number > option.max) {
        throw wrong(name, phrase('dispatch.expects-integer', { option: shown, min: option.min, max: option.max }));
      }
      return number;
    }
    case 'choice': {
      const choice = option.choices.find(({ value: word }) => word === text.toLowerCase()) ?? chosenByName(option.choices, text);
      if (!choice) {
        const choices = option.choices.map((each) => each.value).join(' · ');
        throw wrong(
          name,
          phrase('dispatch.expects-choice', { option: shown, choices, example: `${name}:${option.choices[0]?.value ?? ''}` }),
        );
      }
      return choice.value;
    }
    case 'date': {
      const date = readDate(text);
      if (!date) throw wrong(name, phrase('dispatch.expects-date', { option: shown, word: text.slice(0, 40) }));
      return date;
    }
    case 'member':
      return findMember(text);
    default:
      return option satisfies never;
  }
}

/** The choice with this label in any language, or that people call so. */
function chosenByName(choices: readonly CommandChoice[], text: string): CommandChoice | undefined {
  const typed = calledKey(text);
  return choices.find(({ label, words }) =>
    LANGUAGES.some((language) => {
      const say = speaker(language);
      const called = [label, ...(words === undefined ? [] : [words])].filter(isMessageKey).map(say.plainKey);
      return called.flatMap((names) => [names, ...names.split(/[,،]/)]).some((each) => calledKey(each) === typed);
    }),
  );
}

/** What is equal in a name, however it is written: with the Arabic article or without. */
const calledKey = (text: string): string => nameKey(text).replace(/^ال(?=.{3})/u, '');

function wrong(name: string, humanError: InputError['humanError']): InputError {
  return new InputError(`option ${name} is not what it should be`, humanError);
}
