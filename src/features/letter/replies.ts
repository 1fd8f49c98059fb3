import type { Language } from '../../core/language.js';
import { type Card, privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import type { Context } from '../../feature-api/index.js';
import { pageOf } from '../../kit/paging.js';
import { speaker } from '../../language/index.js';
import { findMember, findMembers } from '../members/public.js';
import { canMail } from './address.js';
import { askApproval } from './approve.js';
import { previewCards } from './cards/letter.js';
import { approveCard, mailsCard, type Overview, overviewCard } from './cards/overview.js';
import { drafted } from './content.js';
import type { Changed } from './edit.js';
import { type LetterView, requireLetter, viewLetter, viewOf } from './find.js';
import { copyReaders } from './recipients.js';
import { FAILED_SHOWN } from './rules/limits.js';
import { nextDraft } from './schedule.js';
import { lettersStore } from './store/index.js';
import type { LetterId, Seen } from './types.js';

type Asking = Pick<Request, 'actor' | 'language' | 'now'>;

/** `/community letter`. */
export async function letterReply(context: Context, asking: Asking): Promise<Reply> {
  return privately(await shownOverview(context, asking));
}

export async function shownOverview(context: Context, { language }: Asking, lead?: Text): Promise<Card> {
  const store = lettersStore(context.tx);
  const settings = await context.community.settings();
  const newest = await store.newest();
  const { open, refused } = await store.countConsents();
  const overview: Overview = {
    view: newest && (await viewOf(context, newest)),
    nextDraft: nextDraft(context, settings, newest),
    mails: canMail(context) ? open : undefined,
    copies: (await copyReaders(context)).length,
    refused,
  };
  return overviewCard(overview, settings, language, lead);
}

export async function shownLetter(
  context: Context,
  asking: Asking,
  { id, language: of }: { readonly id: LetterId; readonly language: Language },
): Promise<readonly Card[]> {
  return preview(context, asking, await viewLetter(context, id), of);
}

/** A letter that an organiser has just changed. */
export async function shownChanged(context: Context, asking: Asking, { letter, edits }: Changed, of: Language): Promise<readonly Card[]> {
  return preview(context, asking, await viewOf(context, letter, edits), of, speaker(asking.language)('letter.done.saved'));
}

async function preview(
  context: Context,
  { actor, language }: Pick<Asking, 'actor' | 'language'>,
  view: LetterView,
  of: Language,
  lead?: Text,
): Promise<readonly Card[]> {
  const written = await drafted(context, view.letter, view.edits, of);
  const canTest = context.mail !== undefined && (await findMember(context, actor.id))?.email !== null;
  const shown = { reader: language, timezone: actor.timezone, isMailed: canMail(context), canTest, ...(lead && { lead }) };
  return previewCards(view, written, shown);
}

/**
 * What an organiser sees who wants to approve: the question, or, where the letter has changed since they read it, the letter as it is now
 * with who changed it; where somebody else has approved it, who did.
 */
export async function shownApproval(context: Context, asking: Asking, seen: Seen): Promise<readonly Card[]> {
  const moved = await movedOn(context, asking, seen);
  if (moved) return moved;
  const { letter, reach } = await askApproval(context, seen);
  const { language, now, actor } = asking;
  return [approveCard(letter, reach, { language, now, timezone: actor.timezone, hasMail: canMail(context) })];
}

/** Undefined while the letter is the draft that they have read. */
export async function movedOn(context: Context, asking: Asking, { id, version }: Seen): Promise<readonly Card[] | undefined> {
  const letter = await requireLetter(context, id);
  const say = speaker(asking.language);
  if (letter.state !== 'draft') return [await shownOverview(context, asking, say('letter.done.decided'))];
  if (letter.version === version) return undefined;
  return preview(context, asking, await viewOf(context, letter), asking.language, say('letter.done.changed'));
}

export async function shownMails(context: Context, { language }: Asking, id: LetterId, page: number): Promise<Card> {
  const letter = await requireLetter(context, id);
  const mails = await lettersStore(context.tx).mails(id, ['failed', 'refused', 'bounced', 'unknown']);
  const { shown, ...numbers } = pageOf(mails, page, FAILED_SHOWN);
  const members = await findMembers(
    context,
    shown.map(({ member }) => member),
  );
  const names = new Map(members.map(({ id: member, name }) => [member, name]));
  const named = shown.map((mail) => ({ ...mail, name: names.get(mail.member) ?? speaker(language).plain('letter.someone') }));
  return mailsCard(letter, { ...numbers, mails: named, states: new Set(mails.map(({ state }) => state)) }, language);
}

/** In place of the card whose button was pressed. */
export const answer = (...cards: readonly Card[]): Reply => replacing(...cards);
