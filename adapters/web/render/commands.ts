import type { Command, Option } from '../../../src/core/command.js';
import { plain } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
import type { Reader } from '../places/directory.js';
import type { CommandView, OptionView } from '../protocol.js';

/** The commands that a reader may use, described in the reader's language. */
export function commandViews(commands: readonly Command[], reader: Pick<Reader, 'language' | 'may'>): readonly CommandView[] {
  const say = (key: string): string => plain(speaker(reader.language).phrase({ key }));
  return commands.flatMap((command) => {
    const subcommands = Object.entries(command.subcommands).filter(([, subcommand]) => reader.may(subcommand.access));
    if (subcommands.length === 0) return [];
    return {
      name: command.name,
      description: say(command.description),
      // What a command does by itself needs no further word.
      subcommands: subcommands
        .filter(([name]) => name !== '')
        .map(([name, subcommand]) => ({
          name,
          description: say(subcommand.description),
          options: Object.entries(subcommand.options).map(([option, definition]) => optionView(option, definition, say)),
        })),
    };
  });
}

function optionView(name: string, option: Option, say: (key: string) => string): OptionView {
  return {
    name,
    description: say(option.description),
    type: option.type,
    required: option.required ?? false,
    choices: option.type === 'choice' ? option.choices.map((choice) => ({ value: choice.value, label: say(choice.label) })) : [],
    completes: option.type === 'member' || (option.type === 'text' && option.complete !== undefined),
  };
}
