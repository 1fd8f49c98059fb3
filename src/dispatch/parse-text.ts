import { type Actor, isAllowed } from '../core/access.js';
import type { Command, Subcommand } from '../core/command.js';
import { InputError } from '../core/errors.js';
import type { Attachment } from '../core/message.js';
import type { Context } from '../feature-api/index.js';
import { phrase } from '../language/index.js';

type Asker = Pick<Actor, 'role' | 'status'>;

/** Values as they were typed, by option name; `parse-values.ts` gives them their types. */
export interface TypedCommand {
  readonly name: string;
  readonly subcommand: Subcommand<Context>;
  readonly values: Readonly<Record<string, string | Attachment>>;
}

/**
 * Reads what follows a command's name: the sub-command, then its options, either `name:value` or in their order; quotes
 * keep words together, and a last option of text, a name or a choice takes all that is left, up to another option's name; so does one
 * that `takesWords`, wherever it stands. Before a date and the like a text or a name leaves one word for each that must follow. Throws an
 * `InputError` that names what may follow.
 */
export function parseText(command: Command<Context>, text: string, files: readonly Attachment[], actor: Asker): TypedCommand {
  const alone = command.subcommands[''];
  const [word, rest] = alone ? ['', text.trim()] : splitWord(text.trim());
  const name = word.toLowerCase();
  const subcommand = Object.hasOwn(command.subcommands, name) ? command.subcommands[name] : undefined;
  if (!subcommand) throw unknownSubcommand(command, word, actor);
  return { name, subcommand, values: { ...readOptions(command.name, name, subcommand, rest), ...readFiles(subcommand, files) } };
}

/** Names those that the asker may use: an organiser's words are of no use to others. */
export function unknownSubcommand(command: Command<Context>, word: string, actor: Asker): InputError {
  const usable = Object.entries(command.subcommands).filter(([, { access }]) => isAllowed(actor, access));
  const known = usable.map(([name]) => name).join(' · ');
  return new InputError(
    `/${command.name} has no such sub-command`,
    word === ''
      ? phrase('dispatch.subcommand-missing', { command: command.name, known })
      : phrase('dispatch.subcommand-unknown', { command: command.name, word: word.slice(0, 40), known }),
  );
}

/** The options in what follows a sub-command, as `parseText` reads them. Throws an `InputError` for a word that belongs to none. */
export function readOptions(command: string, name: string, subcommand: Subcommand<Context>, text: string): Record<string, string> {
  const options = Object.entries(subcommand.options).filter(([, option]) => option.type !== 'file');
  const values: Record<string, string> = {};
  for (let rest = text; rest !== ''; ) {
    const named = options.find(([key]) => rest.toLowerCase().startsWith(`${key}:`));
    const target = named ?? options.find(([key]) => values[key] === undefined);
    if (!target) {
      const [word] = splitWord(rest);
      throw new InputError(
        'too many words',
        phrase('dispatch.too-many-words', { command: `${command} ${name}`.trimEnd(), word: word.slice(0, 40) }),
      );
    }
    const [key, option] = target;
    const from = named ? rest.slice(key.length + 1).trimStart() : rest;
    const [word, after] = splitWord(from);
    const keepsQuotes = option.type === 'text' && option.keepsQuotes;
    const isWhole = !keepsQuotes && isQuoted(from) && (named || after === '');
    const takesWords = option.type === 'text' && option.takesWords === true;
    const takesAll = TAKES_ALL.has(option.type) && (target === options.at(-1) || takesWords) && !isWhole;
    const until = from.slice(0, nextNamed(from, options, [...Object.keys(values), key]));
    const behind = isQuoted(from) ? undefined : wordsBehind(target, options, values, from);
    const end = takesAll ? until.length : behind === undefined ? 0 : beforeLastWords(until, behind);
    values[key] = end > 0 ? from.slice(0, end).trimEnd() : word;
    rest = end > 0 ? from.slice(end).trimStart() : after;
  }
  return values;
}

/**
 * How many words belong to the options behind one that may consist of several itself: one for each that is required and is not given
 * by name. Undefined where what follows may consist of several words too.
 */
function wordsBehind(
  target: readonly [string, Typed],
  options: readonly (readonly [string, Typed])[],
  filled: Readonly<Record<string, string>>,
  text: string,
): number | undefined {
  const behind = options.slice(options.indexOf(target) + 1).filter(([key]) => filled[key] === undefined);
  if (!NAMES.has(target[1].type) || behind.some(([, { type }]) => NAMES.has(type))) return undefined;
  const required = behind.filter(([, option]) => option.required);
  if (required.length === 0 && behind.length > 0) return undefined;
  return required.filter(([key]) => nextNamed(text, [[key, undefined]], []) === text.length).length;
}

/** Where the last `count` words of `text` begin; 0 if there is no word before them. */
function beforeLastWords(text: string, count: number): number {
  const words = [...text.matchAll(/\S+/g)];
  if (words.length <= count) return 0;
  return words.at(words.length - count)?.index ?? text.length;
}

type Typed = Subcommand<Context>['options'][string];

/** What seldom consists of one word. */
const NAMES: ReadonlySet<string> = new Set(['text', 'member']);

/** What may consist of several words: a text, a name, a choice by what people call it. */
const TAKES_ALL: ReadonlySet<string> = new Set(['text', 'member', 'choice']);

/** Where in `text` the name of an option begins that has no value yet; the end of the text if there is none. */
function nextNamed(text: string, options: readonly (readonly [string, unknown])[], filled: readonly string[]): number {
  const found = options
    .filter(([key]) => !filled.includes(key))
    .map(([key]) => text.toLowerCase().search(new RegExp(`(?<=\\s)${key}:`)))
    .filter((at) => at >= 0);
  return Math.min(text.length, ...found);
}

function readFiles(subcommand: Subcommand<Context>, files: readonly Attachment[]): Record<string, Attachment> {
  const names = Object.entries(subcommand.options)
    .filter(([, option]) => option.type === 'file')
    .map(([key]) => key);
  return Object.fromEntries(names.flatMap((name, index) => (files[index] ? [[name, files[index]]] : [])));
}

/** What may close each opening quote; phones turn straight ones into curly ones, in pairs of several languages. */
const QUOTES: Readonly<Record<string, RegExp>> = {
  '"': /["”“]/,
  '“': /[”“"]/,
  '”': /[”“"]/,
  '„': /[“”"]/,
  '«': /»/,
  '»': /«/,
};

/** Where the quotes that open `text` are closed; 0 if it begins with none, or they are open. */
function quotedUntil(text: string): number {
  const at = text.slice(1).search(QUOTES[text.charAt(0)] ?? NEVER);
  return at < 0 ? 0 : at + 1;
}

const NEVER = /(?!)/;
const isQuoted = (text: string): boolean => quotedUntil(text) > 0;

/** The first word, or what the first quotes hold, and what follows it. */
export function splitWord(text: string): readonly [word: string, rest: string] {
  const end = quotedUntil(text);
  if (end > 0) return [text.slice(1, end), text.slice(end + 1).trimStart()];
  const space = text.search(/\s/);
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).trimStart()];
}
