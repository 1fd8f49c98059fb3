import { type Actor, isAllowed } from '../../../core/access.js';
import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import { type Command, typedAs } from '../../../core/command.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card, Control } from '../../../core/message.js';
import { plain } from '../../../core/text.js';
import { cardIn, speaker } from '../../../language/index.js';
import { assistControls } from '../controls.js';
import { HELP } from '../names.js';

type Asker = Pick<Actor, 'role' | 'status'>;

/** What the asker may do, command by command, derived from the commands' definitions; each entry can be chosen. */
export function commandsCard(commands: readonly Command[], actor: Asker, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('assist.commands.title')),
    // Whoever reads this has found the command that shows it.
    ...commands.filter(({ name }) => name !== HELP.command).flatMap((command) => commandBlocks(command, actor, language)),
    !isAllowed(actor, 'member') && note(say('assist.commands.more-after-induction')),
  ]);
}

/** One command's entries that the asker may use. */
export function commandBlocks(command: Command, actor: Asker, language: Language): readonly Block[] {
  const say = speaker(language);
  const entries = usable(command, actor);
  if (entries.length === 0) return [];
  const items = entries.map(([name, subcommand]) =>
    say('assist.commands.line', {
      command: { type: 'code', text: typedAs({ command: command.name, subcommand: name }) },
      description: plain(say.phrase({ key: subcommand.description })),
    }),
  );
  return [
    paragraph([{ type: 'bold', text: plain(say.phrase({ key: command.description })) }]),
    { type: 'list', items },
    actions(chooser(command, entries, language)),
  ];
}

function usable({ subcommands }: Command, actor: Asker): readonly [string, Command['subcommands'][string]][] {
  return Object.entries(subcommands).filter(([, { access }]) => isAllowed(actor, access));
}

/** A menu of the entries; a button where there is only one. */
function chooser({ name: command }: Command, entries: readonly (readonly [string, unknown])[], language: Language): Control {
  const say = speaker(language);
  const words = entries.map(([subcommand]) => ({ command, subcommand, label: typedAs({ command, subcommand }) }));
  const [only, another] = words;
  if (only && !another) return assistControls.run.button(only.label, only);
  return assistControls.run.menu({ label: say.plain('assist.commands.choose', { command: `/${command}` }) }, words);
}
