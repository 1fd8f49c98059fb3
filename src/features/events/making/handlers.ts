import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { cancelEvent } from '../announcing/announce.js';
import { requireEvent } from '../find.js';
import { chosenEvent } from '../ids.js';
import { shownEvent } from '../registration/replies.js';
import { answerWith } from '../replies.js';
import { endsNextDay } from '../rules/times.js';
import type { EventId, SessionTimes } from '../types.js';
import { crowdedCard } from './cards/crowded.js';
import { discardCard, draftCard, saidCard } from './cards/draft.js';
import { listCard } from './cards/list.js';
import { overnightCard } from './cards/overnight.js';
import { makingControls } from './controls.js';
import { copyEvent } from './copy.js';
import type { TypedHours } from './hours-id.js';
import { comingEvents } from './list.js';
import { viewDraft } from './view.js';
import { changeAfterwards, changeDetails, changeNeeds, changePlaces, changeTimes, discardDraft, makeDraft, translate } from './write.js';

async function shownDraft(context: Context, { actor, language }: Request, id: EventId, lead?: Text): Promise<Reply> {
  return privately(draftCard(await viewDraft(context, actor, id), language, lead));
}

/** The hours of the session of a new draft. */
async function typedIn(context: Context, { actor }: Request, id: EventId, times: SessionTimes): Promise<TypedHours> {
  const { event, sessions } = await requireEvent(context, id, actor);
  const { date, startTime, endTime } = times;
  return { id, version: event.version, session: sessions[0]?.id, date, startTime, endTime };
}

const saved = ({ language }: Request): Text => speaker(language)('events.done.saved');

export const makingHandlers: readonly Handler[] = handleControls(makingControls, {
  list: async (context, request, { id }) =>
    answerWith(request, listCard(await comingEvents(context, request.actor, /^\d{1,4}$/.test(id) ? Number(id) : 0), request.language)),
  show: async (context, request, { id, values }) => answerWith(request, ...(await shownEvent(context, request, id ?? chosenEvent(values)))),
  async new(context, request, { values }) {
    const id = await makeDraft(context, request.actor, values);
    if (endsNextDay(values))
      return privately(overnightCard(await typedIn(context, request, id, values), { isKept: true }, request.language));
    return shownDraft(context, request, id, speaker(request.language)('events.done.drafted'));
  },
  draft: async (context, request, { id }) => answerWith(request, draftCard(await viewDraft(context, request.actor, id), request.language)),
  async times(context, request, { id, values }) {
    const asked = await changeTimes(context, request.actor, id, values);
    if (asked) return privately(overnightCard(asked, { isKept: false }, request.language));
    return shownDraft(context, request, id.id, saved(request));
  },
  async details(context, request, { id, values }) {
    await changeDetails(context, request.actor, id, values);
    return shownDraft(context, request, id.id, saved(request));
  },
  async places(context, request, { id, values }) {
    const crowded = await changePlaces(context, request.actor, id, values, { isSure: false });
    if (crowded.length > 0) return privately(crowdedCard({ ...id, ...values }, crowded, request.language));
    return shownDraft(context, request, id.id, saved(request));
  },
  async needs(context, request, { id, values: { interpretation, offers, asked } }) {
    const has = (need: (typeof offers)[number]) => offers.includes(need);
    const needs = { interpretation, stepFree: has('stepFree'), childcare: has('childcare'), signLanguage: has('signLanguage'), asked };
    await changeNeeds(context, request.actor, id, needs);
    return shownDraft(context, request, id.id, saved(request));
  },
  async after(context, request, { id, values }) {
    await changeAfterwards(context, request.actor, id, values);
    return shownDraft(context, request, id.id, saved(request));
  },
  async 'places-yes'(context, request, { id: { id, version, ...places } }) {
    await changePlaces(context, request.actor, { id, version }, places, { isSure: true });
    return answerWith(request, draftCard(await viewDraft(context, request.actor, id), request.language, saved(request)));
  },
  async translate(context, request, { id, values }) {
    await translate(context, request.actor, id, values);
    return shownDraft(context, request, id.id, saved(request));
  },
  async copy(context, request, { id, values }) {
    const made = await copyEvent(context, request.actor, id, values);
    return shownDraft(context, request, made, speaker(request.language)('events-making.done.copied'));
  },
  discard: async (context, request, { id }) =>
    answerWith(request, discardCard(await viewDraft(context, request.actor, id.id), request.language)),
  async 'discard-yes'(context, request, { id }) {
    await discardDraft(context, request.actor, id);
    return answerWith(request, saidCard(speaker(request.language)('events.done.discarded'), request.language));
  },
  async cancel(context, request, { id, values: { reason } }) {
    await cancelEvent(context, request.actor, id, reason);
    return shownDraft(context, request, id.id, speaker(request.language)('events.done.cancelled'));
  },
});
