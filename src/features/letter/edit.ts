import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { Language } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { drafted } from './content.js';
import { changedMeanwhile, gone, requireDraft } from './find.js';
import { isLeftOut, stillThere } from './rules/overlay.js';
import { lettersStore } from './store/index.js';
import { type Edit, type Letter, OPENING, type Seen } from './types.js';

/** An item as an organiser changes it: its words in one language, and whether the letter has it. */
export interface ItemWords {
  readonly title: string;
  readonly words: string;
  readonly leftOut: boolean;
}

/** A letter as it is after a change. */
export interface Changed {
  readonly letter: Letter;
  readonly edits: readonly Edit[];
}

/** What the form shows: the words as they are now. Throws a `NotFoundError` for an item that the letter does not have. */
export async function itemWords(context: Context, letter: Letter, language: Language, item: string): Promise<ItemWords> {
  return wordsNow(context, letter, await lettersStore(context.tx).edits(letter.id), language, item);
}

async function wordsNow(context: Context, letter: Letter, edits: readonly Edit[], language: Language, item: string): Promise<ItemWords> {
  if (item === OPENING) {
    const { subject, opening } = await drafted(context, letter, edits, language);
    return { title: subject, words: opening, leftOut: false };
  }
  const found = stillThere(letter.content[language])
    .flatMap(({ items }) => items)
    .find(({ key }) => key === item);
  if (!found) throw gone();
  const last = edits.findLast((edit) => edit.item === item && edit.language === language && !edit.leftOut && edit.title !== '');
  return { title: last?.title ?? found.title, words: last?.words ?? found.text ?? '', leftOut: isLeftOut(edits, item) };
}

/** Changes an item, with a trace of who did. Throws an `InputError` if nothing changed, or the letter was changed meanwhile. */
export async function editItem(
  context: Context,
  actor: Actor,
  { seen, language, item }: { readonly seen: Seen; readonly language: Language; readonly item: string },
  wanted: ItemWords,
): Promise<Changed> {
  const letter = await requireDraft(context, seen);
  const store = lettersStore(context.tx);
  const edits = await store.edits(letter.id);
  const before = await wordsNow(context, letter, edits, language, item);
  const isSame = before.title === wanted.title && before.words === wanted.words;
  if (isSame && before.leftOut === wanted.leftOut) throw new InputError('nothing changed', phrase('letter.error.nothing-changed'));
  const edit: Edit & { readonly editor: Actor['id'] } = { editor: actor.id, language, item, ...wanted, madeAt: context.now };
  await store.addEdit(letter.id, edit);
  if (!(await store.change(letter, {}))) throw changedMeanwhile();
  await context.audit.append({ at: context.now, actor: actor.id, action: 'letter.edit', details: { letter: letter.id } });
  return { letter: { ...letter, version: letter.version + 1 }, edits: [...edits, edit] };
}
