import { ApplicationCommandType, ApplicationCommandOptionType as Type } from 'discord.js';
import { text } from './check-components.js';
import { ApiError, invalid } from './errors.js';
import { DISCORD_LIMITS as LIMITS } from './limits.js';

type Json = Readonly<Record<string, unknown>>;

/** Locales that Discord speaks; there is no Arabic and no Kurdish. */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(' '),
);
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Refuses a set of commands that Discord refuses. */
export function checkCommands(commands: readonly Json[]): void {
  if (commands.length > LIMITS.commands) throw new ApiError(400, 30032, 'Maximum number of application commands reached (100)');
  const names = new Set<unknown>();
  const menus = commands.filter(({ type }) => type === ApplicationCommandType.Message);
  if (menus.length > LIMITS.messageMenus) throw new ApiError(400, 30032, 'Maximum number of application commands reached (15)');
  for (const menu of menus) checkMenu(menu);
  for (const command of commands.filter((each) => !menus.includes(each))) {
    if (names.has(command.name)) throw invalid(`commands: ${String(command.name)} twice`);
    names.add(command.name);
    checkEntry(command);
    if (charactersOf(command) > LIMITS.commandCharacters) throw invalid(`commands: ${String(command.name)} is longer than 8000 characters`);
  }
}

/** The menu of a message takes a name in any letters and spaces, and nothing that a typed command has. */
function checkMenu({ name, description, options }: Json): void {
  text(name, 1, 32, 'name');
  if (description !== undefined && description !== '') throw invalid('description: not allowed for this type of command');
  if (options !== undefined) throw invalid('options: not allowed for this type of command');
}

function checkEntry(entry: Json): void {
  const name = text(entry.name, 1, 32, 'name');
  if (!NAME.test(name) || name !== name.toLowerCase()) throw invalid(`name: ${name}`);
  text(entry.description, 1, LIMITS.commandDescription, 'description');
  for (const [locale, words] of [...entries(entry.name_localizations), ...entries(entry.description_localizations)]) {
    if (!LOCALES.has(locale)) throw invalid(`localizations: no locale ${locale}`);
    text(words, 1, LIMITS.commandDescription, 'localization');
  }
  const options = arrayOf(entry.options);
  if (options.length > LIMITS.commandEntries) throw invalid('options: 25 at most');
  let optional = false;
  for (const option of options) {
    checkEntry(option);
    if (option.type === Type.Subcommand || option.type === Type.SubcommandGroup) continue;
    if (option.required === true && optional) throw invalid('options: a required one after an optional one');
    optional ||= option.required !== true;
    const choices = arrayOf(option.choices);
    if (choices.length > LIMITS.commandEntries) throw invalid('choices: 25 at most');
    if (choices.length > 0 && option.autocomplete === true) throw invalid('choices and autocomplete together');
    for (const choice of choices) {
      text(choice.name, 1, LIMITS.choiceText, 'choice name');
      text(choice.value, 1, LIMITS.choiceText, 'choice value');
    }
    if (option.max_length !== undefined && !(Number(option.max_length) >= 1 && Number(option.max_length) <= 6000))
      throw invalid('max_length');
  }
}

/** Name, description and values of the command, its options and choices; of localisations only the longest counts. */
function charactersOf(entry: Json): number {
  const longest = (plain: unknown, localised: unknown): number =>
    Math.max(typeof plain === 'string' ? plain.length : 0, ...entries(localised).map(([, words]) => String(words).length));
  const own = longest(entry.name, entry.name_localizations) + longest(entry.description, entry.description_localizations);
  const choices = arrayOf(entry.choices).reduce((sum, choice) => sum + String(choice.name).length + String(choice.value).length, 0);
  return own + choices + arrayOf(entry.options).reduce((sum, option) => sum + charactersOf(option), 0);
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function arrayOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
