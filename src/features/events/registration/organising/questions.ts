import type { Actor } from '../../../../core/access.js';
import { InputError } from '../../../../core/errors.js';
import type { Context } from '../../../../feature-api/index.js';
import { phrase } from '../../../../language/index.js';
import { ORGANISATION_TYPES } from '../../../members/public.js';
import { requireChangeable, saveEvent } from '../../change.js';
import type { SeenEvent } from '../../ids.js';
import { eventsStore } from '../../store/index.js';
import type { Audience, Question } from '../../types.js';
import { requireSecondFits } from '../second-questions.js';

/** Asked of everyone who registers, and asked of those who are accepted. */
export const QUESTION_LISTS = ['questions', 'secondForm'] as const;
export type QuestionList = (typeof QUESTION_LISTS)[number];

/** Other questions. Throws an `InputError` once somebody has answered: the answers would no longer fit. */
export async function changeQuestions(
  context: Context,
  actor: Actor,
  seen: SeenEvent,
  { list, questions }: { readonly list: QuestionList; readonly questions: readonly Question[] },
): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  if (await eventsStore(context.tx).hasAnswers(seen.id, list === 'questions' ? 'first' : 'second')) {
    throw new InputError('answered', phrase('events-registration.error.answered'));
  }
  if (list === 'secondForm') requireSecondFits({ ...event, secondForm: questions });
  await saveEvent(context, actor, event, { [list]: questions });
}

export interface WhoComes {
  readonly sectors: readonly string[];
  readonly types: readonly string[];
  readonly approval: 'no' | 'yes';
  readonly recorded: 'no' | 'yes';
}

/** Whom an event is for, whether organisers select and whether it is recorded. Throws an `InputError` for two audiences at once. */
export async function changeWho(context: Context, actor: Actor, seen: SeenEvent, who: WhoComes): Promise<void> {
  const { event } = await requireChangeable(context, actor, seen);
  const audience = await audienceOf(context, who, event.audience);
  await saveEvent(context, actor, event, { audience, approval: who.approval === 'yes', recorded: who.recorded === 'yes' });
}

async function audienceOf(context: Context, { sectors, types }: WhoComes, before: Audience): Promise<Audience> {
  const { sectors: known } = await context.community.settings();
  const chosen = sectors.filter((sector) => known.includes(sector));
  if (chosen.length > 0 && types.length > 0) throw new InputError('two audiences', phrase('events-registration.error.two-audiences'));
  if (before.to === 'members' && chosen.length + types.length > 0) throw new InputError('a list', phrase('events-listed.error.list-first'));
  if (chosen.length > 0) return { to: 'sectors', sectors: chosen };
  const those = ORGANISATION_TYPES.filter((type) => types.includes(type));
  // An audience of all types is everyone.
  if (those.length > 0 && those.length < ORGANISATION_TYPES.length) return { to: 'types', types: those };
  return before.to === 'members' ? before : { to: 'everyone' };
}
