import type { Actor } from '../../../core/access.js';
import { actions, card, note, paragraph } from '../../../core/blocks.js';
import { type Command, type TypedWords, typedAs } from '../../../core/command.js';
import type { Card } from '../../../core/message.js';
import { cutAtWord } from '../../../kit/cut-at-word.js';
import { cardIn, speaker } from '../../../language/index.js';
import { assistControls } from '../controls.js';
import { commandBlocks } from './commands.js';

type Reader = Pick<Actor, 'language' | 'role' | 'status'>;

/** How many characters of what was typed a button shows. */
const SHOWN_MAX = 40;

/** What may have been meant, as buttons with what was typed after it. `typed` is what was not understood. */
export function didYouMeanCard(typed: string, near: readonly TypedWords[], { language }: Reader): Card {
  const { run } = assistControls;
  const isLong = near.some((each) => !run.fits(each));
  const without = ({ command, subcommand }: TypedWords): TypedWords => ({ command, subcommand });
  return cardIn(language, (say) => [
    paragraph(say('assist.mistyped', { typed, count: near.length })),
    isLong && note(say('assist.mistyped-long')),
    actions(...near.map((each) => (run.fits(each) ? run.button(labelOf(each), each) : run.button(typedAs(each), without(each))))),
  ]);
}

function labelOf(words: TypedWords): string {
  return words.typed === undefined ? typedAs(words) : `${typedAs(words)} ${cutAtWord(words.typed, SHOWN_MAX)}`;
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
