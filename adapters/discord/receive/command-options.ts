import {
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type InteractionType as Kind,
  ApplicationCommandOptionType as OptionType,
} from 'discord.js';
import type { Attachment } from '../../../src/core/message.js';
import { download, type SentFile, sentFileOf } from './files.js';

type DataOption =
  | APIApplicationCommandInteractionDataOption<Kind.ApplicationCommand>
  | APIApplicationCommandInteractionDataOption<Kind.ApplicationCommandAutocomplete>;

/** The values of options, by name; files are not downloaded yet. */
export type GivenValues = Readonly<Record<string, string | number | SentFile>>;

/** The sub-command that a person chose, or '' if the command has none, and its options. */
export function subcommandOf(options: readonly DataOption[] = []): {
  readonly subcommand: string;
  readonly options: readonly DataOption[];
} {
  const [first] = options;
  return first?.type === OptionType.Subcommand ? { subcommand: first.name, options: first.options ?? [] } : { subcommand: '', options };
}

/** The values of a command’s options by their names; a file is described and not downloaded yet. */
export function valuesOf(options: readonly DataOption[], attachments: Readonly<Record<string, APIAttachment>> = {}): GivenValues {
  const values: Record<string, string | number | SentFile> = {};
  for (const option of options) {
    switch (option.type) {
      case OptionType.String:
      case OptionType.User:
      case OptionType.Integer:
      case OptionType.Number:
        values[option.name] = option.value;
        break;
      case OptionType.Attachment: {
        const attachment = attachments[option.value];
        if (attachment) values[option.name] = sentFileOf(attachment);
        break;
      }
      default:
    }
  }
  return values;
}

/** The values with their files. Throws a `FileError`. */
export async function downloadedValues(given: GivenValues, maxBytes: number): Promise<Record<string, string | number | Attachment>> {
  const values: Record<string, string | number | Attachment> = {};
  for (const [name, value] of Object.entries(given)) values[name] = typeof value === 'object' ? await download(value, maxBytes) : value;
  return values;
}
