import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import { type Command, MESSAGE_MENU, type Option, type Subcommand } from '../../../src/core/command.js';
import type { Language } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { speaker, withoutDirectionControls } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';

type Body = RESTPostAPIChatInputApplicationCommandsJSONBody;

/**
 * The commands as Discord registers them. Discord has no Arabic and no Kurdish locale, and those who read these languages use its
 * client in English, so a localised description would not reach them. Therefore each description holds the community's languages
 * side by side: as many as fit, and always the first. Throws a `RangeError` if a command does not fit in one language.
 */
export function commandBodies(commands: readonly Command[], languages: readonly Language[], scope: 'global' | 'guild'): readonly Body[] {
  const bodies = commands.map((command) => commandBody(command, languages, scope));
  return bodies.map((body, index) => {
    // Many sub-commands in three languages can exceed the limit of a whole command, so it is described in fewer.
    for (let count = languages.length; count > 1 && sizeOf(body) > LIMITS.commandCharacters; count -= 1) {
      const command = commands[index];
      if (command) body = commandBody(command, languages.slice(0, count - 1), scope);
    }
    if (sizeOf(body) > LIMITS.commandCharacters) throw new RangeError(`/${body.name} has more than ${LIMITS.commandCharacters} characters`);
    return body;
  });
}

/** All that is registered: the commands, and the bot's entry in the menu of a message, which Discord shows in servers only. */
export function registeredBodies(
  commands: readonly Command[],
  languages: readonly Language[],
  scope: 'global' | 'guild',
): readonly (Body | RESTPostAPIContextMenuApplicationCommandsJSONBody)[] {
  const menu = {
    type: ApplicationCommandType.Message,
    name: MESSAGE_MENU,
    ...(scope === 'global' ? { contexts: [InteractionContextType.Guild] } : {}),
  } as const;
  return [...commandBodies(commands, languages, scope), menu];
}

function commandBody(command: Command, languages: readonly Language[], scope: 'global' | 'guild'): Body {
  const alone = command.subcommands[''];
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: describe(command.description, languages, LIMITS.commandDescription),
    options: alone
      ? optionBodies(alone, languages)
      : Object.entries(command.subcommands).map(([name, subcommand]) => subcommandBody(name, subcommand, languages)),
    ...(scope === 'global' ? { contexts: [InteractionContextType.Guild, InteractionContextType.BotDM] } : {}),
  };
}

function subcommandBody(name: string, subcommand: Subcommand, languages: readonly Language[]): APIApplicationCommandSubcommandOption {
  return {
    type: Type.Subcommand,
    name,
    description: describe(subcommand.description, languages, LIMITS.commandDescription),
    options: optionBodies(subcommand, languages),
  };
}

/** Discord requires that required options come first. */
function optionBodies(subcommand: Subcommand, languages: readonly Language[]): APIApplicationCommandBasicOption[] {
  const options = Object.entries(subcommand.options);
  const ordered = [...options.filter(([, option]) => option.required), ...options.filter(([, option]) => !option.required)];
  return ordered.map(([word, option]) => optionBody(word, option, languages));
}

function optionBody(name: string, option: Option, languages: readonly Language[]): APIApplicationCommandBasicOption {
  const base = {
    name,
    description: describe(option.description, languages, LIMITS.commandDescription),
    ...(option.required ? { required: true } : {}),
  };
  switch (option.type) {
    case 'text': {
      const max_length = Math.min(option.maxLength, LIMITS.textOption);
      // In discord.js's types, an option with `autocomplete` and one without it are two shapes.
      return option.complete ? { ...base, type: Type.String, max_length, autocomplete: true } : { ...base, type: Type.String, max_length };
    }
    case 'integer':
      return { ...base, type: Type.Integer, min_value: option.min, max_value: option.max };
    case 'choice':
      return {
        ...base,
        type: Type.String,
        choices: option.choices.map(({ value, label }) => ({ value, name: describe(label, languages, LIMITS.choiceText) })),
      };
    case 'member':
      return { ...base, type: Type.User };
    case 'date':
      return { ...base, type: Type.String, max_length: 20 };
    case 'file':
      return { ...base, type: Type.Attachment };
    default:
      return option satisfies never;
  }
}

/** A catalogue key in the community's languages («Join · انضمام»), as many as fit. Throws a `RangeError` if not even the first does. */
function describe(key: string, languages: readonly Language[], max: number): string {
  let text = '';
  for (const language of languages.length === 0 ? (['en'] as const) : languages) {
    const words = withoutDirectionControls(plain(speaker(language).phrase({ key })));
    const longer = text === '' ? words : text.split(' · ').includes(words) ? text : `${text} · ${words}`;
    if (longer.length <= max) text = longer;
    else if (text === '') throw new RangeError(`${key} in ${language} has more than ${max} characters`);
  }
  return text;
}

/** The characters of a command as Discord counts them: names, descriptions and values at all levels. */
function sizeOf(entry: unknown): number {
  if (Array.isArray(entry)) return entry.reduce<number>((sum, each) => sum + sizeOf(each), 0);
  if (typeof entry !== 'object' || entry === null) return 0;
  return Object.entries(entry).reduce((sum, [name, value]) => {
    if (typeof value === 'string' && (name === 'name' || name === 'description' || name === 'value')) return sum + value.length;
    return name === 'options' || name === 'choices' ? sum + sizeOf(value) : sum;
  }, 0);
}

/** A text that is equal for equal commands, whether they are to be registered or come from Discord. */
export function fingerprint(commands: readonly unknown[]): string {
  return JSON.stringify(commands.map(essence).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
}

const FIELDS = [
  'type',
  'name',
  'description',
  'required',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'autocomplete',
  'contexts',
  'name_localizations',
  'description_localizations',
  'choices',
  'options',
  'value',
] as const;

function essence(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null) return entry;
  if (Array.isArray(entry)) return entry.map(essence);
  const fields: Readonly<Record<string, unknown>> = { ...entry };
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = fields[name];
      // Discord fills in missing fields with null, false, nothing written or an empty list.
      const empty =
        value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);
      return empty ? [] : [[name, name === 'type' ? value : essence(value)]];
    }),
  );
}
