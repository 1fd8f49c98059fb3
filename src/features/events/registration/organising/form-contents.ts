import { InputError } from '../../../../core/errors.js';
import { type Request } from '../../../../core/request.js';
import { type Context } from '../../../../feature-api/index.js';
import { phrase, speaker } from '../../../../language/index.js';
import { ORGANISATION_TYPES, sectorLabel } from '../../../members/public.js';
import { requireSeen } from '../../find.js';
import type { SeenEvent } from '../../ids.js';
import type { EventId } from '../../types.js';
import { applicantsOf } from './applicants.js';
import type { QuestionList } from './questions.js';

/** How many people the form offers: as many as a menu shows. */
const AT_ONCE = 25;
const NAME_MAX = 70;

export async function whoContents(context: Context, { actor, language }: Request, seen: SeenEvent) {
  const { audience, approval, recorded } = (await requireSeen(context, seen, actor)).event;
  const { sectors } = await context.community.settings();
  return {
    options: { sectors: sectors.map((sector) => ({ value: sector, label: sectorLabel(sector, language) })) },
    values: {
      sectors: audience.to === 'sectors' ? audience.sectors : [],
      types: audience.to === 'types' ? ORGANISATION_TYPES.filter((type) => audience.types.includes(type)) : [],
      approval: approval ? ('yes' as const) : ('no' as const),
      recorded: recorded ? ('yes' as const) : ('no' as const),
    },
  };
}

export async function questionsContents(
  context: Context,
  { actor, language }: Request,
  { list, ...seen }: SeenEvent & { list: QuestionList },
) {
  const { event } = await requireSeen(context, seen, actor);
  const say = speaker(language);
  const label = (number: number) => say.plain('events-registration.questions.number', { number });
  const [question1, question2, question3, question4, question5] = event[list];
  return {
    title: say.plain(`events-registration.questions.title-${list}`),
    labels: { question1: label(1), question2: label(2), question3: label(3), question4: label(4), question5: label(5) },
    values: { question1, question2, question3, question4, question5 },
  };
}

/** The people who apply, to be selected. Throws an `InputError` if nobody applies. */
export async function selectContents(context: Context, { actor }: Request, id: EventId) {
  const { applicants } = await applicantsOf(context, actor, id);
  if (applicants.length === 0) throw new InputError('nobody applies', phrase('events-registration.error.no-applicants'));
  const options = applicants.slice(0, AT_ONCE).map(({ registration, name, organisation }) => ({
    value: String(registration.id),
    label: (organisation === undefined ? name : `${name} (${organisation})`).slice(0, NAME_MAX),
  }));
  return { options: { chosen: options, refused: options } };
}
