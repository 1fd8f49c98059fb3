import type { CommandView, OptionView, SubcommandView } from '../protocol.js';

export interface Suggestion {
  /** The text shown before the description. */
  readonly value: string;
  readonly label: string;
  /** Replaces the text between `from` and `to`. */
  readonly insert: string;
}

export interface Suggestions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
  /** The option that is being typed, for its description. */
  readonly option: OptionView | null;
  /** A query for completions by the server; null if there are none. */
  readonly ask: { readonly command: string; readonly subcommand: string; readonly option: string; readonly typed: string } | null;
}

/** Whether one of the suggestions is typed as a whole, so that Enter sends it although longer ones begin with it. */
export function isWhole({ from, to, items }: Suggestions, text: string): boolean {
  const typed = text.slice(from, to);
  return items.some(({ insert }) => insert.trim() === typed);
}

/** Suggestions at the caret of a command; `null` for other text. */
export function suggest(text: string, caret: number, commands: readonly CommandView[]): Suggestions | null {
  const before = text.slice(0, caret);
  if (!before.startsWith('/') || before.includes('\n')) return null;
  const [word = '', ...rest] = splitFirst(before.slice(1));
  if (rest.length === 0) {
    return list(
      0,
      caret,
      starting(commands, word).map(({ name, description }) => ({ value: `/${name}`, label: description, insert: `/${name} ` })),
    );
  }
  const command = commands.find(({ name }) => name === word.toLowerCase());
  if (!command) return null;
  const tail = rest[0] ?? '';
  const tailAt = caret - tail.length;
  const [sub = '', ...after] = splitFirst(tail);
  if (after.length === 0) {
    return list(
      tailAt,
      caret,
      starting(command.subcommands, sub).map(({ name, description, options }) => ({
        value: name,
        label: description,
        insert: options.length > 0 ? `${name} ` : name,
      })),
    );
  }
  const subcommand = command.subcommands.find(({ name }) => name === sub.toLowerCase());
  if (!subcommand) return null;
  return suggestOption(command, subcommand, after[0] ?? '', caret);
}

function suggestOption(command: CommandView, subcommand: SubcommandView, text: string, caret: number): Suggestions | null {
  const options = subcommand.options.filter(({ type }) => type !== 'file');
  const filled = new Set<string>();
  let rest = text;
  for (;;) {
    const named = options.find(({ name }) => rest.toLowerCase().startsWith(`${name}:`));
    const option = named ?? options.find(({ name }) => !filled.has(name));
    if (!option) return null;
    const typed = named ? rest.slice(named.name.length + 1).trimStart() : rest;
    const takesAll = (option.type === 'text' || option.type === 'member') && option === options.at(-1);
    const end = takesAll ? nextNamed(typed, options, [...filled, option.name]) : wordEnd(typed);
    if (end < 0) return suggestValue(command, subcommand, option, typed, caret, options, named ? null : filled);
    filled.add(option.name);
    rest = typed.slice(end).trimStart();
  }
}

/** The index where the name of an unfilled option begins, by the rules of the command parser; -1 if there is none. */
function nextNamed(typed: string, options: readonly OptionView[], filled: readonly string[]): number {
  const found = options
    .filter(({ name }) => !filled.includes(name))
    .map(({ name }) => typed.toLowerCase().search(new RegExp(`(?<=\\s)${name}:`)))
    .filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}

function suggestValue(
  command: CommandView,
  subcommand: SubcommandView,
  option: OptionView,
  raw: string,
  caret: number,
  options: readonly OptionView[],
  filled: ReadonlySet<string> | null,
): Suggestions {
  const typed = raw.replace(/^["“«]/, '');
  const choices = option.choices
    .filter(({ value, label }) => [value, label].some((word) => word.toLowerCase().startsWith(typed.toLowerCase())))
    .map(({ value, label }) => ({ value, label, insert: `${value} ` }));
  // Names of other options are suggested while the current one was not named explicitly.
  const names =
    filled === null || options.length < 2
      ? []
      : options
          .filter(({ name }) => !filled.has(name) && name.startsWith(typed.toLowerCase()) && name !== option.name)
          .map(({ name, description }) => ({ value: `${name}:`, label: description, insert: `${name}:` }));
  return {
    ...list(caret - raw.length, caret, [...choices, ...names]),
    option,
    ask: option.completes ? { command: command.name, subcommand: subcommand.name, option: option.name, typed } : null,
  };
}

/** A value as it is typed in a command, in quotes if it contains spaces. */
export function quoted(value: string): string {
  if (!/\s/.test(value)) return value;
  return value.includes('"') ? `«${value}»` : `"${value}"`;
}

function list(from: number, to: number, items: readonly Suggestion[]): Suggestions {
  return { from, to, items, option: null, ask: null };
}

function starting<T extends { readonly name: string }>(entries: readonly T[], typed: string): readonly T[] {
  return entries.filter(({ name }) => name.startsWith(typed.toLowerCase()));
}

function splitFirst(text: string): readonly string[] {
  const space = text.search(/\s/);
  return space < 0 ? [text] : [text.slice(0, space), text.slice(space).trimStart()];
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '«': '»' };

/** The index after the first word or quoted text; -1 while it is incomplete. */
function wordEnd(text: string): number {
  const close = QUOTES[text.charAt(0)];
  if (close === undefined) return text.search(/\s/);
  const end = text.indexOf(close, 1);
  return end < 0 || end + 1 === text.length ? -1 : end + 1;
}
