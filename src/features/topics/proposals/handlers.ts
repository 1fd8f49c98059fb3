import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { decodeListQuery } from '../rules/list-query.js';
import { draftCard } from './cards/draft.js';
import { doneCard, originalCard, proposalCard, withdrawCard } from './cards/proposal.js';
import { mergeCard } from './cards/review.js';
import { topicsControls } from './controls.js';
import { discardDraft, linkDraft, writeDraft } from './draft.js';
import { editOwn, ownProposal } from './edit.js';
import { requireProposal } from './find.js';
import { chosenProposal } from './ids.js';
import { mergeInto, mergeTargets } from './merge.js';
import { answer, shownList, shownMine, shownProposal, shownQueue } from './replies.js';
import { decline, keep, revise } from './review.js';
import { sendDraft } from './send.js';
import { doNotFacilitate, facilitate, support, takeBack } from './support.js';
import { withdraw } from './withdraw.js';

export const topicsHandlers: readonly Handler[] = handleControls(topicsControls, {
  propose: async (context, { actor, language }, { values }) =>
    privately(draftCard(await writeDraft(context, actor.id, values), language, actor.timezone)),
  async links(context, { actor, language }, { id, values: { first, second } }) {
    const resources = [...new Set([first, second])].filter((address) => address !== '');
    if (id === undefined) return privately(draftCard(await linkDraft(context, actor.id, resources), language, actor.timezone));
    return privately(proposalCard(await editOwn(context, actor, id, { resources }), language, speaker(language)('topics.done.saved')));
  },
  async send(context, request, { id: as }) {
    const { actor, language } = request;
    const sent = await sendDraft(context, actor.id, as === 'anonymous');
    return answer(request, await shownProposal(context, request, sent, speaker(language)(`topics.done.sent-${as}`)));
  },
  async discard(context, request) {
    await discardDraft(context, request.actor.id);
    return answer(request, doneCard(speaker(request.language)('topics.done.discarded'), request.language));
  },
  async 'support-instead'(context, request, { id }) {
    const { actor, language } = request;
    const view = await support(context, actor, id);
    await discardDraft(context, actor.id);
    return answer(request, proposalCard(view, language, speaker(language)('topics.done.supported-instead')));
  },

  list: async (context, request, { id }) => answer(request, await shownList(context, request, decodeListQuery(id))),
  show: async (context, request, { id, values }) => answer(request, await shownProposal(context, request, id ?? chosenProposal(values))),
  original: async (context, request, { id }) => answer(request, originalCard(await requireProposal(context, id), request.language)),
  mine: async (context, request, { id: page }) => answer(request, await shownMine(context, request, page)),
  support: async (context, request, { id }) =>
    answer(
      request,
      proposalCard(await support(context, request.actor, id), request.language, speaker(request.language)('topics.done.supported')),
    ),
  'take-back': async (context, request, { id }) =>
    answer(
      request,
      proposalCard(await takeBack(context, request.actor, id), request.language, speaker(request.language)('topics.done.taken-back')),
    ),
  facilitate: async (context, request, { id }) =>
    answer(
      request,
      proposalCard(await facilitate(context, request.actor, id), request.language, speaker(request.language)('topics.done.facilitates')),
    ),
  'no-facilitator': async (context, request, { id }) =>
    answer(request, proposalCard(await doNotFacilitate(context, request.actor, id), request.language)),
  edit: async (context, { actor, language }, { id, values }) =>
    privately(proposalCard(await editOwn(context, actor, id, values), language, speaker(language)('topics.done.saved'))),
  withdraw: async (context, request, { id }) =>
    answer(request, withdrawCard(await ownProposal(context, request.actor.id, id), request.language)),
  async 'withdraw-yes'(context, request, { id }) {
    await withdraw(context, request.actor.id, id);
    return answer(request, doneCard(speaker(request.language)('topics.done.withdrawn'), request.language));
  },

  review: async (context, request, { id }) => answer(request, await shownQueue(context, request, decodeListQuery(id).page)),
  keep: async (context, request, { id }) => {
    const { actor, language } = request;
    return answer(request, proposalCard(await keep(context, actor, id), language, speaker(language)('topics.done.kept')));
  },
  revise: async (context, { actor, language }, { id, values }) =>
    privately(proposalCard(await revise(context, actor, id, values), language, speaker(language)('topics.done.revised'))),
  async decline(context, { actor, language }, { id, values: { reason } }) {
    await decline(context, actor, id, reason);
    return privately(await shownQueue(context, { actor, language }, 0, speaker(language)('topics.done.declined')));
  },
  async merge(context, request, { id }) {
    const { proposal, targets } = await mergeTargets(context, id);
    return answer(request, mergeCard(proposal, targets, request.language));
  },
  async 'merge-into'(context, request, { id, values }) {
    const view = await mergeInto(context, request.actor, id, chosenProposal(values));
    return answer(request, proposalCard(view, request.language, speaker(request.language)('topics.done.merged')));
  },
});
