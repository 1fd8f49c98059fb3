import { privately, type Reply } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Context, Mistyped } from '../../feature-api/index.js';
import { didYouMeanCard, entriesCard } from './cards/mistyped.js';
import { nearCommands } from './rules/near.js';
import { wordsOf } from './words.js';

const TYPED_MAX = 40;

/** Says what may have been meant, or what may follow the command's name; what was typed is not kept. */
export async function answerMistyped({ features }: Context, { actor }: Request, typed: Mistyped): Promise<Reply | undefined> {
  const known = typed.command === undefined ? undefined : features.command(typed.command);
  if (known && typed.word === '') return privately(entriesCard(known, actor));
  const near = nearCommands(features.commands, typed, actor, wordsOf);
  const words = known ? `/${known.name} ${typed.word}` : `/${typed.word}`;
  return near.length === 0 ? undefined : privately(didYouMeanCard(words.slice(0, TYPED_MAX), near, actor));
}
