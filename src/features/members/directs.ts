import { localDateOf } from '../../calendar/wall-clock.js';
import type { Actor } from '../../core/access.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { mapLookup } from '../../core/lookup.js';
import type { Card } from '../../core/message.js';
import type { Channel } from '../../core/notification.js';
import type { Account } from '../../core/request.js';
import type { Context, Offer } from '../../feature-api/index.js';
import type { Identity, Platform } from '../../ports/chat.js';
import type { DirectChoice, PersonAccount } from '../../ports/people.js';
import { directOffer, waitingCards } from './cards/direct.js';
import { accountsStore } from './store/index.js';

/** How many waiting messages are looked at: among these are several readers, or there is one. */
const READ_MAX = 50;

function findAccount(context: Context, account: Account): Promise<PersonAccount | undefined> {
  // A request's account is the identity that the adapter gave it.
  return accountsStore(context.tx).find(account as Identity);
}

/** Whether the bot may write directly to the owner of the account: where it may write first, or where they asked for it. */
export async function mayWriteDirectly(context: Context, used: Account): Promise<boolean> {
  const account = await findAccount(context, used);
  return account !== undefined && context.platforms.mayWriteTo(account);
}

/** Whether the platform wants people to be asked before they are written to, and the owner has not decided yet. */
export async function isDirectChoiceOpen(context: Context, used: Account): Promise<boolean> {
  const account = await findAccount(context, used);
  return account !== undefined && !context.platforms.mayWriteFirst(account) && account.direct === null;
}

/** Whether the bot may write directly to any account of a member. */
export async function isReachedDirectly(context: Context, member: MemberId): Promise<boolean> {
  const accounts = await accountsStore(context.tx).present(member);
  return accounts.some((each) => context.platforms.mayWriteTo(each));
}

/** Those of them whom a direct message would reach: they are here, and one of their accounts takes it. */
export async function reachedDirectly(context: Context, members: readonly MemberId[]): Promise<ReadonlySet<MemberId>> {
  if (members.length === 0) return new Set();
  const accounts = await accountsStore(context.tx).ofReaders(members);
  return new Set(accounts.filter((each) => context.platforms.mayWriteTo(each)).map(({ member }) => member));
}

/** The card that asks whether to write directly, if that is an open question for this account. */
export async function offerDirectMessages(context: Context, account: Account, language: Language): Promise<readonly Card[]> {
  return (await isDirectChoiceOpen(context, account)) ? [directOffer(language)] : [];
}

/** Keeps the choice, and returns what waited for somebody who agreed. */
export async function chooseDirectMessages(
  context: Context,
  reader: Actor,
  used: Account,
  choice: Exclude<DirectChoice, 'opened'>,
): Promise<readonly Card[]> {
  const account = await findAccount(context, used);
  if (account) await accountsStore(context.tx).setDirect(account, choice);
  return choice === 'chosen' ? context.takeWaiting(reader) : [];
}

/** Whether several people have something waiting: a card for all that concerns one person would only disturb the others. */
async function isForSeveral({ deliveries }: Context): Promise<boolean> {
  const waiting = await deliveries.list({ states: ['waiting'], limit: READ_MAX });
  return new Set(waiting.flatMap(({ to }) => ('member' in to ? [to.member] : []))).size > 1;
}

/** Posts one card a day on the platform, if it concerns several people, that says something waits and shows it to whoever asks. */
export async function announceWaiting(
  context: Context,
  { platform, channel }: { readonly platform: Platform; readonly channel: Channel },
): Promise<void> {
  if (!(await isForSeveral(context))) return;
  const { timezone } = await context.community.settings();
  await context.deliveries.plan({
    key: `members:waiting:${platform}:${localDateOf(context.now, timezone)}`,
    kind: 'members.waiting-card',
    args: {},
    to: { to: 'channel', channel, platform },
    dueAt: context.now,
  });
}

/** Below somebody's private answer: what waits for them, because the bot may not write to them first or they switched it off. */
export const offerWaiting: Offer = (context, { actor, account, language }) =>
  mapLookup(context.deliveries.hasWaiting(actor.id), (isWaiting) => async () => {
    const cards = isWaiting ? await context.takeWaiting(actor) : [];
    return cards.length === 0 ? [] : waitingCards(cards, await isDirectChoiceOpen(context, account), language);
  });
