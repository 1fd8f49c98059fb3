import type { Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import type { DeliveryPlan } from '../../../ports/agenda.js';
import { inThread, isPosted } from '../keys.js';
import { REMINDER_MINUTES, reminderAt } from '../rules/reminders.js';
import { eventsSection } from '../settings.js';
import { eventsStore } from '../store/index.js';
import type { CommunityEvent, Session } from '../types.js';

/** A reminder of a session, with how many minutes before the start it is due. */
interface Due {
  readonly event: CommunityEvent;
  readonly session: Session;
  readonly minutes: number;
}

/**
 * Plans a reminder, and before it those due at the same moment whose session begins earlier: messages come in the order in which
 * they were planned, and what begins first is read first. What is planned already stays as it is.
 */
export async function planDue(context: Context, own: Due, dueAt: Instant): Promise<void> {
  const plans: DeliveryPlan[] = [];
  for (const due of [...(await nearerThan(context, own, dueAt)), own]) plans.push(...(await plansOf(context, due, dueAt)));
  await context.deliveries.plan(plans);
}

async function nearerThan(context: Context, { session: own }: Due, dueAt: Instant): Promise<readonly Due[]> {
  const store = eventsStore(context.tx);
  const sessions = (await store.sessionsBetween(dueAt, own.startsAt)).filter(
    ({ startsAt, endsAt }) => startsAt >= dueAt && endsAt > context.now,
  );
  const wholes = await store.wholeOf([...new Set(sessions.map(({ event }) => event))]);
  return sessions.flatMap((session) => {
    const event = wholes.find((whole) => whole.event.id === session.event)?.event;
    const minutes = event && REMINDER_MINUTES.find((each) => reminderAt(session, each, event.zone) === dueAt);
    return event === undefined || minutes === undefined ? [] : [{ event, session, minutes }];
  });
}

/** In the thread for all, and to each who asked for it. */
async function plansOf(context: Context, { event, session, minutes }: Due, dueAt: Instant): Promise<readonly DeliveryPlan[]> {
  const people = await eventsStore(context.tx).toRemind(event.id);
  const { id, startsAt } = session;
  const plan = { kind: 'events.reminder', args: { session: id, minutes, startsAt }, dueAt };
  const key = `events:reminder:${id}:${minutes}:${startsAt}`;
  const { reminders } = eventsSection.of(await context.community.settings())[event.kind];
  const isUsual = reminders.includes(minutes);
  return [
    ...(isUsual && isPosted(event) ? [{ ...plan, key, to: inThread(event) }] : []),
    ...people
      .filter((person) => (person.minutes ?? reminders).includes(minutes))
      .map(({ member }) => ({ ...plan, key: `${key}:${member}`, to: { to: 'member', member } as const })),
  ];
}
