import { InputError } from '../../core/errors.js';
import { type Handler, handleControls } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { findMember } from '../members/public.js';
import { approveLetter, takeBack } from './approve.js';
import { enterBounces } from './bounces.js';
import { itemsCard } from './cards/letter.js';
import { ownMailCard } from './cards/own.js';
import { doneCard } from './cards/told.js';
import { agree, ownMail, stop } from './consent.js';
import { letterControls as controls } from './controls.js';
import { draftNow } from './draft.js';
import { editItem } from './edit.js';
import { requireDraft, requireLetter, viewOf } from './find.js';
import { decodeItem } from './ids.js';
import { answer, movedOn, shownApproval, shownChanged, shownLetter, shownMails, shownOverview } from './replies.js';
import { retryMails } from './send.js';
import { OPENING } from './types.js';

export const letterHandlers: readonly Handler[] = handleControls(controls, {
  agree: async (context, { actor, language }) =>
    answer(ownMailCard(await agree(context, actor), language, speaker(language)('letter.done.agreed'))),
  async 'no-mail'(context, { actor, language }) {
    await stop(context, actor.id);
    return answer(
      ownMailCard(await (await context.tx.find(ownMail(context, actor.id)))(), language, speaker(language)('letter.done.no-mail')),
    );
  },

  overview: async (context, request) => answer(await shownOverview(context, request)),
  async draft(context, request) {
    await draftNow(context, request.actor);
    return answer(doneCard(speaker(request.language)('letter.done.drafting'), request.language));
  },
  show: async (context, request, { id }) => answer(...(await shownLetter(context, request, id))),
  async items(context, { language }, { id: { page, language: of, ...seen } }) {
    return answer(itemsCard(await viewOf(context, await requireDraft(context, seen)), of, page, language));
  },
  change: (context, request, { id, values: [value = ''] }) =>
    controls.item.open(context, request, { id: { ...id, item: decodeItem(value) } }),
  async opening(context, request, { id: { language, ...seen }, values: { subject, opening } }) {
    const words = { title: subject, words: opening, leftOut: false };
    const changed = await editItem(context, request.actor, { seen, language, item: OPENING }, words);
    return answer(...(await shownChanged(context, request, changed, language)));
  },
  async item(context, request, { id: { language, item, ...seen }, values }) {
    const changed = await editItem(context, request.actor, { seen, language, item }, values);
    return answer(...(await shownChanged(context, request, changed, language)));
  },
  async test(context, { actor, language, eventId, now }, { id: { id, language: of } }) {
    const letter = await requireLetter(context, id);
    const member = await findMember(context, actor.id);
    if (!member || member.email === null)
      throw new InputError('no address', phrase('letter.error.no-address', { command: '/profile edit' }));
    if (!context.mail) throw new InputError('no mail', phrase('letter.error.no-mail'));
    const payload = { letter: letter.id, member: actor.id, language: of };
    await context.agenda.plan({ key: `letter:test:${actor.id}:${eventId}`.slice(0, 120), kind: 'letter.test', payload, dueAt: now });
    return answer(doneCard(speaker(language)('letter.done.test', { address: member.email }), language));
  },
  approve: async (context, request, { id }) => answer(...(await shownApproval(context, request, id))),
  async 'approve-yes'(context, request, { id }) {
    const moved = await movedOn(context, request, id);
    if (moved) return answer(...moved);
    await approveLetter(context, request.actor, id);
    return answer(doneCard(speaker(request.language)('letter.done.approved'), request.language));
  },
  async 'take-back'(context, request, { id }) {
    await takeBack(context, request.actor, id);
    return answer(doneCard(speaker(request.language)('letter.done.taken-back'), request.language));
  },
  mails: async (context, request, { id: { of, page } }) => answer(await shownMails(context, request, of, page)),
  async again(context, { actor, language, now }, { id: { id, state } }) {
    const count = await retryMails(context, await requireLetter(context, id), state);
    await context.audit.append({ at: now, actor: actor.id, action: 'letter.again', details: { letter: id, mails: count } });
    return answer(doneCard(speaker(language)('letter.done.again', { count }), language));
  },
  async bounces(context, { actor, language }, { values: { addresses } }) {
    return answer(doneCard(speaker(language)('letter.done.bounces', { ...(await enterBounces(context, actor, addresses)) }), language));
  },
  settings: async (context, request) => answer(await shownOverview(context, request)),
});
