import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import { latest } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changedMeanwhile, requireDraft, requireLetter } from './find.js';
import { sendKey } from './keys.js';
import { type Reach, reachOf } from './recipients.js';
import { lettersStore } from './store/index.js';
import type { Letter, LetterId, Seen } from './types.js';

/** What an organiser is asked before they approve: to how many it goes. */
export async function askApproval(context: Context, seen: Seen): Promise<{ readonly letter: Letter; readonly reach: Reach }> {
  return { letter: await requireDraft(context, seen), reach: await reachOf(context) };
}

/**
 * Approves a letter for as many as the organiser was told. Throws an `InputError` where that number has changed, or the letter; a second
 * approval finds no draft any more.
 */
export async function approveLetter(context: Context, actor: Actor, seen: Seen & { readonly mails: number }): Promise<Letter> {
  const letter = await requireDraft(context, seen);
  const { mails } = await reachOf(context);
  if (mails !== seen.mails) throw new InputError('another count', phrase('letter.error.count', { before: seen.mails, now: mails }));
  const sendAt = latest(letter.sendAt, context.now);
  const change = { state: 'approved', approvedBy: actor.id, approvedAt: context.now, sendAt } as const;
  if (!(await lettersStore(context.tx).change(letter, change))) throw changedMeanwhile();
  await context.agenda.plan({ key: sendKey(letter.id), kind: 'letter.send', payload: { letter: letter.id }, dueAt: sendAt, again: true });
  await context.audit.append({ at: context.now, actor: actor.id, action: 'letter.approve', details: { letter: letter.id, mails } });
  return { ...letter, ...change, version: letter.version + 1 };
}

/** Takes an approval back, as long as nothing is sent. Throws an `InputError` after that. */
export async function takeBack(context: Context, actor: Actor, id: LetterId): Promise<void> {
  const letter = await requireLetter(context, id);
  if (letter.state !== 'approved') throw new InputError('not approved', phrase('letter.error.not-approved'));
  if (!(await lettersStore(context.tx).change(letter, { state: 'draft', approvedBy: null, approvedAt: null }))) throw changedMeanwhile();
  await context.agenda.cancel([sendKey(id)]);
  await context.audit.append({ at: context.now, actor: actor.id, action: 'letter.take-back', details: { letter: id } });
}
