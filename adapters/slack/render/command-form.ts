import type { types } from '@slack/bolt';
import type { Command, Option, Subcommand } from '../../../src/core/command.js';
import type { Language } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { type Origin, packOrigin } from '../origin.js';
import { optionObjects, plainLabel } from './controls.js';
import { input, modal, VALUE, type View } from './form.js';

/** A sub-command whose options a dialog asks for. */
export interface AskedOptions {
  readonly command: Command;
  readonly name: string;
  readonly subcommand: Subcommand;
  readonly typed: string;
}

/**
 * Whether a dialog should ask for a sub-command's options. Slack's commands are one line of text without typed options,
 * completion or files (docs.slack.dev, "Slash commands"), so a sub-command that takes a file, or that was sent without its
 * required options, gets a dialog that has all of these.
 *
 * @param name the command without its slash
 * @param text what was typed after it
 */
export function optionsToAsk(commands: readonly Command[], name: string, text: string): AskedOptions | undefined {
  const command = commands.find((each) => each.name === name);
  const [word = '', ...rest] = text.trim().split(/\s+/);
  const key = word.toLowerCase();
  const subcommand = command && Object.hasOwn(command.subcommands, key) ? command.subcommands[key] : undefined;
  if (!command || !subcommand) return undefined;
  const options = Object.values(subcommand.options);
  const typed = rest.join(' ');
  const takesFile = options.some((option) => option.type === 'file');
  if (!takesFile && (typed !== '' || !options.some((option) => option.required))) return undefined;
  return { command, name: key, subcommand, typed };
}

/** The dialog that asks for a command’s options, filled with what was typed already. */
export function commandView({ command, name, subcommand, typed }: AskedOptions, language: Language, origin: Origin): View {
  const options = Object.entries(subcommand.options);
  const written = options.filter(([, option]) => option.type === 'text' || option.type === 'integer' || option.type === 'date');
  const words = written.length === 1 ? [typed] : typed.split(' ');
  const prefilled = new Map(written.map(([key], index) => [key, words[index] ?? '']));
  const title = `/${command.name} ${name}`;
  return modal({
    title,
    submit: speaker(language).plain('slack.send-command'),
    language,
    metadata: { form: null, command: [command.name, name], place: packOrigin(origin) },
    blocks: options.map(([key, option]) => optionBlock(key, option, language, prefilled.get(key) ?? '')),
  });
}

function optionBlock(name: string, option: Option, language: Language, typed: string): types.KnownBlock {
  const label = plain(speaker(language).phrase({ key: option.description }));
  return input({ name, label, ...(option.required ? { required: true } : {}) }, optionElement(option, language, typed));
}

function optionElement(option: Option, language: Language, typed: string): types.InputBlock['element'] {
  switch (option.type) {
    case 'text':
      if (option.complete) return { type: 'external_select', action_id: VALUE, min_query_length: 0 };
      return {
        type: 'plain_text_input',
        action_id: VALUE,
        multiline: option.maxLength > 200,
        max_length: Math.min(option.maxLength, LIMITS.inputText),
        ...(typed === '' ? {} : { initial_value: typed.slice(0, Math.min(option.maxLength, LIMITS.inputText)) }),
      };
    case 'integer':
      return {
        type: 'number_input',
        action_id: VALUE,
        is_decimal_allowed: false,
        min_value: String(option.min),
        max_value: String(option.max),
        ...(/^\d{1,9}$/.test(typed) ? { initial_value: typed } : {}),
      };
    case 'choice': {
      const choices = option.choices.map(({ value, label }) => ({ value, label: plain(speaker(language).phrase({ key: label })) }));
      return { type: 'static_select', action_id: VALUE, options: optionObjects(choices).options };
    }
    case 'member':
      return { type: 'users_select', action_id: VALUE };
    case 'date':
      return { type: 'datepicker', action_id: VALUE, ...(/^\d{4}-\d{2}-\d{2}$/.test(typed) ? { initial_date: typed } : {}) };
    case 'file':
      return { type: 'file_input', action_id: VALUE, max_files: 1 };
    default:
      return option satisfies never;
  }
}

/** Suggestions for a menu with search; the typed text is offered too, because it may itself be the answer. */
export function suggestionOptions(
  completions: readonly { readonly value: string; readonly label: string }[],
  typed: string,
): types.PlainTextOption[] {
  const wanted = typed.trim();
  const usable = completions.filter(({ value }) => value.length <= LIMITS.optionValue);
  const known = usable.some(({ value, label }) => value === wanted || label === wanted);
  const own = wanted === '' || known || wanted.length > LIMITS.optionValue ? [] : [{ value: wanted, label: wanted }];
  return [...usable.slice(0, LIMITS.options - 1), ...own].map(({ value, label }) => ({
    text: plainLabel(label, LIMITS.optionLabel),
    value,
  }));
}
