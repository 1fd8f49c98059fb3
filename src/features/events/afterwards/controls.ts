import type { Request } from '../../../core/request.js';
import { type Context, choiceField, defineControls, member, organiser, textField } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { eventId } from '../ids.js';
import { FEATURE } from '../names.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { requireAsked } from './feedback.js';

const STARS = ['5', '4', '3', '2', '1'] as const;
const WORDS_MAX = 1000;

/** The three questions after an event, and what organisers read of the answers. */
export const afterwardsControls = defineControls(FEATURE, {
  feedback: member.form('how one found an event: `stars`, `useful`, `missing`', {
    id: eventId,
    title: 'events-afterwards.form.title',
    submit: 'common.save',
    fields: {
      stars: choiceField({
        label: 'events-afterwards.form.stars',
        choices: STARS,
        choiceLabel: (stars, language) => speaker(language).plain('events-afterwards.form.stars-choice', { count: Number(stars) }),
      }),
      useful: textField({ label: 'events-afterwards.form.useful', max: WORDS_MAX, multiline: true }),
      missing: textField({ label: 'events-afterwards.form.missing', max: WORDS_MAX, multiline: true }),
    },
    errorsAt: 'stars',
    prepare: feedbackContents,
  }),
  'no-shows': organiser.button('who of those who registered missed the last events in a row', eventId),
  ratings: organiser.button('how people found an event', eventId),
});

async function feedbackContents(context: Context, { actor, language }: Request, id: EventId) {
  await requireAsked(context, actor, id);
  const introduction = speaker(language)('events-afterwards.form.introduction');
  const known = await eventsStore(context.tx).feedbackBy(id, actor.id);
  if (!known) return { introduction };
  const stars = STARS.find((each) => Number(each) === known.stars);
  return { introduction, values: { ...(stars && { stars }), useful: known.useful ?? '', missing: known.missing ?? '' } };
}
