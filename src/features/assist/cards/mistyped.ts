import type { Actor } from '../../../core/access.js';
import { actions, card, paragraph } from '../../../core/blocks.js';
import { type Command, type CommandWords, typedAs } from '../../../core/command.js';
import type { Card } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import { assistControls } from '../controls.js';
import { commandBlocks } from './commands.js';

type Reader = Pick<Actor, 'language' | 'role' | 'status'>;

/** What may have been meant, as buttons. `typed` is what was not understood. */
export function didYouMeanCard(typed: string, near: readonly CommandWords[], { language }: Reader): Card {
  const say = speaker(language);
  return card(
    language,
    paragraph(say('assist.mistyped', { typed, count: near.length })),
    actions(...near.map((each) => assistControls.run.button(typedAs(each), each))),
  );
}

/** All that may follow a command's name. */
export function entriesCard(command: Command, reader: Reader): Card {
  const say = speaker(reader.language);
  return card(
    reader.language,
    paragraph(say('assist.entries', { command: `/${command.name}` })),
    ...commandBlocks(command, reader, reader.language).slice(1),
  );
}
