import { addDays } from '../../../calendar/wall-clock.js';
import { type Actor, isAllowed } from '../../../core/access.js';
import { AccessError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { goneEvent } from '../ids.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { Note, NoteId } from '../types.js';
import { dueKey, noteChange, planDue, todayAt } from './keep.js';
import { goneNote } from './note.js';
import { LATER_DAYS } from './rules/meetings.js';
import { requireMeeting } from './view.js';

export interface NotedAction extends WholeEvent {
  readonly note: Note;
}

export const ACTION_ANSWERS = ['done', 'later', 'not'] as const;
export type ActionAnswer = (typeof ACTION_ANSWERS)[number];

/**
 * Whoever is responsible for an action, or keeps the minutes, says what became of it. Later: it is asked for in a week again.
 * Throws an `AccessError` for others.
 */
export async function answerAction(context: Context, actor: Actor, id: NoteId, answer: ActionAnswer): Promise<NotedAction> {
  const store = eventsStore(context.tx);
  const note = await store.note(id);
  if (note?.kind !== 'action' || note.mergedInto !== null) throw goneNote();
  const meeting = await requireMeeting(context, actor, note.event);
  if (note.responsibleMember !== actor.id && !meeting.keeper)
    throw new AccessError('not theirs', phrase('events-minutes.error.not-theirs'));
  const dueOn = answer === 'later' ? addDays(todayAt(context, meeting.event), LATER_DAYS) : note.dueOn;
  const outcome = answer === 'later' ? null : answer;
  await store.updateNotes([id], { dueOn, outcome });
  if (answer === 'later') await planDue(context, meeting.event, { id, dueOn });
  else await context.agenda.cancelPrefix(dueKey(id));
  if (note.responsibleMember !== actor.id) await noteChange(context, actor, note.event, 'events.action');
  return { ...meeting, note: { ...note, dueOn, outcome } };
}

export interface OpenActions {
  readonly actions: readonly NotedAction[];
}

/** All open actions of all meetings. Throws a `NotFoundError` for anyone but an organiser. */
export async function openActions(context: Context, actor: Actor): Promise<OpenActions> {
  if (!isAllowed(actor, 'organiser')) throw goneEvent();
  const store = eventsStore(context.tx);
  const notes = await store.openActions();
  const events = await store.wholeOf([...new Set(notes.map(({ event }) => event))]);
  return {
    actions: notes.flatMap((note) => {
      const whole = events.find(({ event }) => event.id === note.event);
      return whole && whole.event.state !== 'cancelled' ? [{ ...whole, note }] : [];
    }),
  };
}
