import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import { type Card, privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireEvent, requireSeen } from '../find.js';
import type { SeenEvent } from '../ids.js';
import { draftCard } from '../making/cards/draft.js';
import { viewDraft } from '../making/view.js';
import { nextDays, readRule, ruleOf } from '../recurrence.js';
import { registrationCard } from '../registration/cards/registration.js';
import { answersIn } from '../registration/question-fields.js';
import { questionsOf } from '../registration/question-forms.js';
import { answerWith } from '../replies.js';
import { firstSession } from '../rules/state.js';
import type { Attends, EventId } from '../types.js';
import { askingCard } from './cards/asking.js';
import { crowdedLaterCard } from './cards/crowded.js';
import { applyToSeries, badRule, endSeries, repeatEvent, repeatNot } from './change.js';
import { seriesControls } from './controls.js';
import { type Joined, joinSeries, leaveSeries } from './register.js';

async function shown(context: Context, { actor, language }: Request, id: EventId, lead: Text): Promise<Reply> {
  return privately(draftCard(await viewDraft(context, actor, id), language, lead));
}

async function applied(context: Context, request: Request, { id }: SeenEvent): Promise<Reply> {
  const { actor, language } = request;
  return answerWith(request, draftCard(await viewDraft(context, actor, id), language, speaker(language)('events-series.done.applied')));
}

/** The event that was answered for, and those that ask something else. */
function joinedCards({ view, asking: [first, ...others] }: Joined, attends: Attends, language: Language): readonly Card[] {
  const joined = registrationCard(view, language, speaker(language)('events-series.done.joined'));
  return first ? [joined, askingCard([first, ...others], attends, language)] : [joined];
}

export const seriesHandlers: readonly Handler[] = handleControls(seriesControls, {
  async repeat(context, request, { id, values: { every, until, times, rule } }) {
    const { event, sessions } = await requireSeen(context, id, request.actor);
    const start = firstSession(sessions)?.date ?? localDateOf(context.now, event.zone);
    const read = rule === '' ? ruleOf(every, start, { until, times }) : readRule(rule);
    if (read === 'no-rule' || read === 'too-often' || read === 'never') throw badRule(read);
    const days = await nextDays(read, start, 1);
    if (typeof days === 'string') throw badRule(days);
    return {
      type: 'effects',
      async effects(inside) {
        await repeatEvent(inside, request.actor, id, read);
        return shown(inside, request, id.id, speaker(request.language)('events-series.done.repeats'));
      },
    };
  },
  async 'repeat-not'(context, request, { id }) {
    await repeatNot(context, request.actor, id);
    return answerWith(
      request,
      draftCard(await viewDraft(context, request.actor, id.id), request.language, speaker(request.language)('events.done.saved')),
    );
  },
  async 'series-apply'(context, request, { id }) {
    const crowded = await applyToSeries(context, request.actor, id, { isSure: false });
    return crowded.length > 0 ? answerWith(request, crowdedLaterCard(id, crowded, request.language)) : applied(context, request, id);
  },
  async 'series-apply-yes'(context, request, { id }) {
    await applyToSeries(context, request.actor, id, { isSure: true });
    return applied(context, request, id);
  },
  async 'series-end'(context, request, { id, values: { reason } }) {
    await endSeries(context, request.actor, id, reason);
    return shown(context, request, id.id, speaker(request.language)('events-series.done.ended'));
  },
  async 'series-join'(context, request, { id: { event, attends } }) {
    const joined = await joinSeries(context, request.actor, event, attends);
    if (joined) return answerWith(request, ...joinedCards(joined, attends, request.language));
    const { event: asking } = await requireEvent(context, event, request.actor);
    return seriesControls['series-register'].open(context, request, { id: { event, version: asking.version, attends } });
  },
  async 'series-register'(context, { actor, language }, { id: { event, version, attends }, values }) {
    const questions = await questionsOf(context, { id: event, version }, 'questions');
    const joined = await joinSeries(context, actor, event, attends, answersIn(questions, values));
    return privately(...(joined ? joinedCards(joined, attends, language) : []));
  },
  async 'series-leave'(context, request, { id }) {
    const view = await leaveSeries(context, request.actor, id);
    return answerWith(request, registrationCard(view, request.language, speaker(request.language)('events-series.done.left')));
  },
});
