import { actions, paragraph } from '../../../core/blocks.js';
import { type Option, type TypedWords, typedAs } from '../../../core/command.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import { cardIn } from '../../../language/index.js';
import { assistControls } from '../controls.js';

/** What a command still needs, as its options describe it: a menu of what can be chosen, and the form where more can be written. */
export function incompleteCard(
  { command, subcommand, typed = '' }: TypedWords,
  needed: readonly Pick<Option, 'description' | 'type'>[],
  choices: readonly (TypedWords & { readonly label: string })[],
  language: Language,
): Card {
  const words = { command, subcommand };
  const { run } = assistControls;
  const withTyped = typed !== '' && run.fits({ ...words, typed }) ? { ...words, typed } : words;
  const isWhole = choices.length > 0 && needed.every(({ type }) => type === 'choice');
  return cardIn(language, (say) => [
    paragraph(say('assist.incomplete', { command: { type: 'code', text: typedAs(words) } })),
    { type: 'list', items: needed.map(({ description }) => say.phrase({ key: description })) },
    actions(
      ...(choices.length > 0 ? [run.menu({ label: say.plain('assist.incomplete-choose') }, choices)] : []),
      ...(isWhole ? [] : [run.button(say.plain('assist.incomplete-form'), withTyped)]),
    ),
  ]);
}
