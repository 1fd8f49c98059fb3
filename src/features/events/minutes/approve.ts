import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError, InputError } from '../../../core/errors.js';
import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { changedMeanwhile } from '../find.js';
import { inThread, mayBePosted } from '../keys.js';
import { isOver } from '../rules/state.js';
import { eventsSection } from '../settings.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { noteChange } from './keep.js';
import { insertNote, requireRoom } from './note.js';
import { type Meeting, requireKeeper, requireMeeting } from './view.js';

export const CORRECTED = 'events.minutes.corrected';

/** Minutes in the version that an organiser saw. */
export interface SeenMinutes {
  readonly event: EventId;
  readonly version: number;
}

async function requireSeen(context: Context, actor: Actor, { event: id, version }: SeenMinutes): Promise<Meeting> {
  const meeting = await requireKeeper(context, actor, id);
  if (!isAllowed(actor, 'organiser')) throw new AccessError('no organiser', phrase('events-minutes.error.organisers'));
  if (meeting.minutes?.version !== version) throw changedMeanwhile();
  return meeting;
}

/** Shows the draft to members, who have some days to say what is wrong. Throws an `InputError` before the meeting is over. */
export async function beginCorrections(context: Context, actor: Actor, seen: SeenMinutes): Promise<void> {
  const { event, sessions, minutes } = await requireSeen(context, actor, seen);
  if (!isOver(sessions, context.now)) throw new InputError('not over', phrase('events-minutes.error.not-over'));
  if (minutes?.state !== 'open') throw changedMeanwhile();
  const { correctionDays } = eventsSection.of(await context.community.settings());
  const until = after(context.now, correctionDays * DAY);
  const change = { state: 'correction', correctionsUntil: until } as const;
  if (!(await eventsStore(context.tx).updateMinutes(event.id, seen.version, change))) throw changedMeanwhile();
  await noteChange(context, actor, event.id, 'events.minutes-draft');
  if (mayBePosted(event))
    await context.deliveries.plan({
      key: `events:minutes:${event.id}:draft:${until}`,
      kind: 'events.minutes.draft',
      args: { event: event.id, until },
      to: inThread(event),
      dueAt: context.now,
    });
  await context.agenda.plan({
    key: `events:minutes:${event.id}:corrected`,
    kind: CORRECTED,
    payload: { event: event.id, until },
    dueAt: until,
    again: true,
  });
}

/** Approves what an organiser has read. Throws an `InputError` before the correction round is over. */
export async function approveMinutes(context: Context, actor: Actor, seen: SeenMinutes): Promise<void> {
  const { event, minutes } = await requireSeen(context, actor, seen);
  if (minutes?.state !== 'correction' || minutes.correctionsUntil === null) throw changedMeanwhile();
  if (context.now < minutes.correctionsUntil) throw new InputError('corrections go on', phrase('events-minutes.error.corrections-go-on'));
  const change = { state: 'approved', approvedAt: context.now } as const;
  if (!(await eventsStore(context.tx).updateMinutes(event.id, seen.version, change))) throw changedMeanwhile();
  await eventsStore(context.tx).dropCorrections(event.id);
  await noteChange(context, actor, event.id, 'events.minutes-approve');
  if (mayBePosted(event))
    await context.deliveries.plan({
      key: `events:minutes:${event.id}:approved:${context.now}`,
      kind: 'events.minutes.approved',
      args: { event: event.id, at: context.now },
      to: inThread(event),
      dueAt: context.now,
    });
}

/**
 * Opens minutes again, after which they need another correction round. Throws an `InputError` for minutes that are open or were changed
 * meanwhile.
 */
export async function reopenMinutes(context: Context, actor: Actor, seen: SeenMinutes): Promise<void> {
  const { event, minutes } = await requireSeen(context, actor, seen);
  if (minutes?.state === 'open') throw changedMeanwhile();
  const change = { state: 'open', approvedAt: null, correctionsUntil: null } as const;
  if (!(await eventsStore(context.tx).updateMinutes(event.id, seen.version, change))) throw changedMeanwhile();
  await context.agenda.cancelPrefix(`events:minutes:${event.id}:corrected`);
  await noteChange(context, actor, event.id, 'events.minutes-reopen');
}

/**
 * Keeps what a member says is wrong in the draft. Those who keep the minutes read it without a name. Throws an `InputError` outside the
 * correction round.
 */
export async function sendCorrection(context: Context, actor: Actor, id: EventId, words: string): Promise<Meeting> {
  const meeting = await requireMeeting(context, actor, id);
  const { minutes } = meeting;
  if (minutes?.state !== 'correction' || (minutes.correctionsUntil ?? 0) <= context.now) {
    throw new InputError('no corrections', phrase('events-minutes.error.no-corrections'));
  }
  requireRoom(meeting);
  await insertNote(context, actor, id, { kind: 'correction', words });
  return meeting;
}
