import { InputError, NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { findMembers } from '../members/public.js';
import { lettersStore } from './store/index.js';
import type { Edit, Letter, LetterId, MailCounts, Seen } from './types.js';

export const gone = () => new NotFoundError('no such letter', phrase('letter.error.gone', { command: '/community letter' }));

export const changedMeanwhile = () => new InputError('changed meanwhile', phrase('letter.error.changed'));

/** A letter as organisers see it. */
export interface LetterView {
  readonly letter: Letter;
  readonly edits: readonly Edit[];
  /** Of those who changed or approved it and are still here. */
  readonly names: ReadonlyMap<MemberId, string>;
  readonly counts: MailCounts | undefined;
}

/** Throws a `NotFoundError` for one that is not there. */
export async function requireLetter(context: Context, id: LetterId): Promise<Letter> {
  const letter = await lettersStore(context.tx).find(id);
  if (!letter) throw gone();
  return letter;
}

/** A letter as organisers see it; throws what `requireLetter` throws. */
export async function viewLetter(context: Context, id: LetterId): Promise<LetterView> {
  return viewOf(context, await requireLetter(context, id));
}

export async function viewOf(context: Context, letter: Letter, known?: readonly Edit[]): Promise<LetterView> {
  const store = lettersStore(context.tx);
  const edits = known ?? (await store.edits(letter.id));
  const people = [...edits.map(({ editor }) => editor), letter.approvedBy].filter((one) => one !== null);
  const found = people.length === 0 ? [] : await findMembers(context, people);
  return {
    letter,
    edits,
    names: new Map(found.map(({ id, name }) => [id, name])),
    counts: letter.state === 'sent' ? await store.countMails(letter.id) : undefined,
  };
}

/** A draft in the version that an organiser has read. Throws an `InputError` for one that has changed since. */
export async function requireDraft(context: Context, { id, version }: Seen): Promise<Letter> {
  const letter = await requireLetter(context, id);
  if (letter.state !== 'draft') throw new InputError('no draft', phrase('letter.error.no-draft'));
  if (letter.version !== version) throw changedMeanwhile();
  return letter;
}
