import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { MemberId } from '../../../core/ids.js';
import { both } from '../../../core/lookup.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import { type Context, planExpiry } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { findMembers, reachedDirectly } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { goneEvent } from '../ids.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, MessageId } from '../types.js';
import { chosenBy, isUnanswered, readWhom, type Whom, writeWhom } from './rules/whom.js';
import { type Silent, silentMembers } from './unanswered.js';

/** How long a message is kept for those who are told later, in milliseconds. */
export const WORDS_KEPT = 30 * DAY;
/** How long a message can be sent after it was written, in milliseconds: later, others may have registered. */
const SENT_WITHIN = DAY;

/** A message before it is sent. */
export interface MessagePreview extends WholeEvent {
  readonly id: MessageId;
  readonly whom: Whom;
  readonly words: string;
  /** How many people get it, and how many of those who are meant can't be told: guests, and who has left. */
  readonly recipients: number;
  readonly untold: number;
  /** How many more it is meant for who did not ask for such messages. */
  readonly unasked: number;
  /** How many of those who get it read it only when they use the bot next, since it may not write to them first. */
  readonly later: number;
}

/** Keeps a message until the organiser has seen who gets it. Throws an `InputError` for nobody. */
export async function previewMessage(
  context: Context,
  actor: Actor,
  id: EventId,
  { whom: chosen, words }: { readonly whom: readonly string[]; readonly words: string },
): Promise<MessagePreview> {
  const whole = await requireEvent(context, id, actor);
  const whom = readWhom(chosen[0] ?? '', whole.sessions);
  if (!whom) throw goneEvent();
  const { members, untold, unasked } = await recipientsOf(context, whole, whom);
  if (members.length === 0) throw new InputError('nobody', phrase('events-organising.error.nobody', { untold }));
  const message = await eventsStore(context.tx).insertMessage({
    event: id,
    writtenBy: actor.id,
    whom: writeWhom(whom),
    words,
    writtenAt: context.now,
  });
  await planExpiry(context, after(context.now, WORDS_KEPT));
  const later = members.length - (await reachedDirectly(context, members)).size;
  return { ...whole, id: message, whom, words, recipients: members.length, untold, unasked, later };
}

/** Sends it, once, to whom it is for now. Returns to how many. Throws an `InputError` if it was sent or is too old. */
export async function sendMessage(context: Context, actor: Actor, id: MessageId): Promise<WholeEvent & { readonly recipients: number }> {
  const store = eventsStore(context.tx);
  const message = await store.message(id);
  if (!message) throw goneEvent();
  const whole = await requireEvent(context, message.event, actor);
  if (message.sentAt === null && after(message.writtenAt, SENT_WITHIN) < context.now)
    throw new InputError('too old', phrase('events-organising.error.old'));
  if (!(await store.markSent(id, context.now))) throw new InputError('sent', phrase('events-organising.error.sent'));
  const whom = readWhom(message.whom, whole.sessions);
  if (!whom) throw goneEvent();
  const { members, asking } = await recipientsOf(context, whole, whom);
  await context.deliveries.plan(
    members.map((member) => ({
      key: `events:message:${id}:${member}`,
      kind: asking.has(member) ? 'events.organising.asking' : 'events.organising.message',
      args: { message: id },
      to: { to: 'member', member } as const,
      dueAt: context.now,
    })),
  );
  const details = { event: message.event, recipients: members.length };
  await context.audit.append({ at: context.now, actor: actor.id, action: 'events.message', details });
  return { ...whole, recipients: members.length };
}

interface Recipients extends Pick<MessagePreview, 'untold' | 'unasked'> {
  readonly members: readonly MemberId[];
  /** Those of them who are told only because they want to be asked. */
  readonly asking: ReadonlySet<MemberId>;
}

const NOBODY: Silent = { invited: [], asking: [], unasked: 0 };

/**
 * Nobody is told who has left. Whoever switched such messages off is counted, since a smaller number would tell of it, and passed
 * over when it is delivered.
 */
async function recipientsOf(context: Context, { event }: WholeEvent, whom: Whom): Promise<Recipients> {
  const store = eventsStore(context.tx);
  const [registrations, attendance] = await context.tx.find(both(store.registrations(event.id), store.attendance(event.id)));
  const chosen = chosenBy(whom, registrations, attendance);
  const { invited, asking, unasked } = isUnanswered(whom) ? await silentMembers(context, event, registrations) : NOBODY;
  const found = await findMembers(context, [...chosen.flatMap(({ member }) => member ?? []), ...invited, ...asking]);
  const members = found.filter(({ status }) => status !== 'left').map(({ id }) => id);
  const untold = chosen.length + invited.length + asking.length - members.length;
  return { members, asking: new Set(asking), untold, unasked };
}

/** Erases what was written long ago. Returns when the next is. */
export async function expireMessages(context: Context): Promise<Instant | undefined> {
  const next = await eventsStore(context.tx).eraseMessages(after(context.now, -WORDS_KEPT));
  return next === undefined ? undefined : after(next, WORDS_KEPT);
}
