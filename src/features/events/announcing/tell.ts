import { localDateOf } from '../../../calendar/wall-clock.js';
import type { MemberId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { planErasure } from '../erasure.js';
import { type Move, mailGuests } from '../guests/mail.js';
import { inThread, isPosted } from '../keys.js';
import { cancelReminders, planReminders } from '../reminders/plan.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, RegistrationState, Session } from '../types.js';
import { refreshAnnouncement } from './post.js';

/** Who hears of a change: whoever has a place, waits for one or may come. */
const CONCERNED: readonly RegistrationState[] = ['invited', 'applied', 'going', 'maybe', 'waiting', 'offered'];

/** A session of an announced event moves: said in its thread and to everyone registered, who answer again if the day is another. */
export async function tellOfMove(context: Context, event: CommunityEvent, from: Session, to: Session): Promise<void> {
  const store = eventsStore(context.tx);
  if (localDateOf(from.startsAt, event.zone) !== localDateOf(to.startsAt, event.zone)) await store.askAgain(event.id);
  await cancelReminders(context, [from]);
  await planSession(context, event, to);
  await tell(context, event, {
    kind: 'events.moved',
    key: `events:moved:${event.id}:${event.sequence}:${to.id}`,
    args: { session: to.id, from: from.startsAt, to: to.startsAt },
    move: { from: from.startsAt, to: to.startsAt },
  });
}

/** An announced event has one more session. */
export async function tellOfNewSession(context: Context, event: CommunityEvent, session: Session): Promise<void> {
  await planSession(context, event, session);
  const args = { session: session.id, to: session.startsAt };
  await tell(context, event, { kind: 'events.making.session-added', key: `events:session-added:${session.id}`, args });
}

/** One session of an announced event is called off, for this reason. */
export async function tellOfSessionOff(
  context: Context,
  event: CommunityEvent,
  session: Session,
  words: { readonly author: MemberId; readonly text: string },
): Promise<void> {
  await cancelReminders(context, [session]);
  await tell(context, event, {
    kind: 'events.making.session-off',
    key: `events:session-off:${session.id}`,
    args: { session: session.id },
    words,
  });
}

/** An announced event takes place elsewhere: everyone registered hears of it, and reads where once they may. */
export async function tellOfPlace(context: Context, event: CommunityEvent): Promise<void> {
  await tell(context, event, { kind: 'events.making.elsewhere', key: `events:elsewhere:${event.id}:${event.sequence}`, args: {} });
}

export async function tellOfCancellation(context: Context, event: CommunityEvent): Promise<void> {
  await tell(context, event, { kind: 'events.cancelled', key: `events:cancelled:${event.id}`, args: {} });
}

async function planSession(context: Context, event: CommunityEvent, session: Session): Promise<void> {
  await planErasure(context, [session]);
  await planReminders(context, event, [session]);
}

interface News {
  readonly kind: string;
  readonly key: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What guests read of it in their mail. */
  readonly move?: Move;
  readonly words?: { readonly author: MemberId; readonly text: string };
}

async function tell(context: Context, event: CommunityEvent, { key, move, ...news }: News): Promise<void> {
  const { id, sequence } = event;
  await refreshAnnouncement(context, event);
  const concerned = (await eventsStore(context.tx).registrationsOf(id)).filter(({ state }) => CONCERNED.includes(state));
  await mailGuests(context, 'changed', { sequence, move }, concerned);
  const plan = { ...news, args: { event: id, sequence, ...news.args }, dueAt: context.now };
  await context.deliveries.plan([
    ...(isPosted(event) ? [{ ...plan, key, to: inThread(event) }] : []),
    ...concerned.flatMap(({ member }) =>
      member === null ? [] : [{ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const }],
    ),
  ]);
}
