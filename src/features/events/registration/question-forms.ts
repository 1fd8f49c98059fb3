import { InputError } from '../../../core/errors.js';
import type { Request } from '../../../core/request.js';
import type { Context, DynamicForm } from '../../../feature-api/index.js';
import { phrase, speaker } from '../../../language/index.js';
import { changedMeanwhile, requireEvent } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { eventsStore } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { Question } from '../types.js';
import type { RegisterId } from './ids.js';
import { contentsOfQuestions, fieldsOfQuestions } from './question-fields.js';
import { secondQuestions } from './second-questions.js';

/** The questions at registration, with what the member answered before. */
export async function openRegister(context: Context, { actor, language }: Request, { event: id }: RegisterId): Promise<DynamicForm> {
  const { event } = await requireEvent(context, id, actor);
  const own = await eventsStore(context.tx).registrationOf(id, actor.id);
  return {
    title: titleIn(event, language),
    submit: 'events-registration.form.register',
    fields: fieldsOfQuestions(event.questions),
    contents: contentsOfQuestions(event.questions, own?.answers ?? null),
  };
}

/** The second form, for those who are accepted. Throws an `InputError` for anybody else. */
export async function openSecond(context: Context, { actor, language }: Request, { id }: SeenEvent): Promise<DynamicForm> {
  const { event } = await requireEvent(context, id, actor);
  const own = await eventsStore(context.tx).registrationOf(id, actor.id);
  if (own?.state !== 'going') throw new InputError('not accepted', phrase('events-registration.error.not-going'));
  const asked = secondQuestions(event, language);
  return {
    title: speaker(language).plain('events-registration.second.title'),
    submit: 'common.save',
    fields: fieldsOfQuestions(asked),
    contents: contentsOfQuestions(asked, own.secondAnswers),
  };
}

/** The fields that a submitted form is read by. */
export const registerFields = async (context: Context, { event, version }: RegisterId): Promise<DynamicForm['fields']> =>
  fieldsOfQuestions(await questionsOf(context, { id: event, version }, 'questions'));

export const secondFields = async (context: Context, seen: SeenEvent): Promise<DynamicForm['fields']> =>
  fieldsOfQuestions(await questionsOf(context, seen, 'secondForm'));

/** The questions that a submitted form answers. Throws an `InputError` if the event was changed since it opened. */
export async function questionsOf(
  context: Context,
  { id, version }: SeenEvent,
  which: 'questions' | 'secondForm',
): Promise<readonly Question[]> {
  const whole = await eventsStore(context.tx).whole(id);
  if (whole?.event.version !== version) throw changedMeanwhile();
  return which === 'questions' ? whole.event.questions : secondQuestions(whole.event, whole.event.language);
}
