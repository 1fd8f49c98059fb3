import { localDateOf } from '../../../calendar/wall-clock.js';
import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireSeen } from '../find.js';
import { draftCard } from '../making/cards/draft.js';
import { viewDraft } from '../making/view.js';
import { nextDays, readRule, ruleOf } from '../recurrence.js';
import { registrationCard } from '../registration/cards/registration.js';
import { answerWith } from '../replies.js';
import { firstSession } from '../rules/state.js';
import type { EventId } from '../types.js';
import { applyToSeries, badRule, endSeries, repeatEvent, repeatNot } from './change.js';
import { seriesControls } from './controls.js';
import { joinSeries, leaveSeries } from './register.js';

async function shown(context: Context, { actor, language }: Request, id: EventId, lead: Text): Promise<Reply> {
  return privately(draftCard(await viewDraft(context, actor, id), language, lead));
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
    await applyToSeries(context, request.actor, id);
    return answerWith(
      request,
      draftCard(await viewDraft(context, request.actor, id.id), request.language, speaker(request.language)('events-series.done.applied')),
    );
  },
  async 'series-end'(context, request, { id, values: { reason } }) {
    await endSeries(context, request.actor, id, reason);
    return shown(context, request, id.id, speaker(request.language)('events-series.done.ended'));
  },
  async 'series-join'(context, request, { id: { event, attends } }) {
    const view = await joinSeries(context, request.actor, event, attends);
    return answerWith(request, registrationCard(view, request.language, speaker(request.language)('events-series.done.joined')));
  },
  async 'series-leave'(context, request, { id }) {
    const view = await leaveSeries(context, request.actor, id);
    return answerWith(request, registrationCard(view, request.language, speaker(request.language)('events-series.done.left')));
  },
});
