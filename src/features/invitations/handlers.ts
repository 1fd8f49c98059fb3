import type { Language } from '../../core/language.js';
import { privately, replacing } from '../../core/message.js';
import type { Text } from '../../core/text.js';
import { type Context, handleControls } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { joinCard, linkReply, linksReply, mailedCard, overviewCard } from './cards/invite.js';
import { requestCard } from './cards/requests.js';
import { invitationControls } from './controls.js';
import { closeJoinLink, renewJoinLink } from './join-link.js';
import { inviteOne } from './links.js';
import { inviteAll, mailAll, overview } from './overview.js';
import { answerWithLink, approveRequest, declineRequest, nextRequest } from './requests.js';

export const invitationHandlers = handleControls(invitationControls, {
  /** The result of an import or the first steps, where the button stands, stay. */
  show: async (context, { language }) => privately(overviewCard(await overview(context), language)),
  async all(context, { actor, language }) {
    const { count, file } = await inviteAll(context, actor.id, language);
    return linksReply(count, file, language);
  },
  async mail(context, { actor, language }) {
    return replacing(mailedCard(await mailAll(context, actor.id), language));
  },
  async join(context, { actor, language }, { id }) {
    if (id === 'renew') return joinCard(await renewJoinLink(context, actor.id), language);
    await closeJoinLink(context, actor.id);
    return replacing(overviewCard(await overview(context), language));
  },
  requests: async (context, { language }, { id }) => requestReply(context, Number(id) || 0, language),
  async approve(context, { actor, language }, { id }) {
    const { name } = await approveRequest(context, actor.id, id);
    return requestReply(context, id, language, speaker(language)('invitations.request.approved', { name }));
  },
  async decline(context, { actor, language }, { id }) {
    const { name } = await declineRequest(context, actor.id, id);
    return requestReply(context, id, language, speaker(language)('invitations.request.declined', { name }));
  },
  again: async (context, { actor, language }, { id }) => linkReply(await inviteOne(context, actor.id, id), actor, language),
  async link(context, { actor, language }, { id: { request, member } }) {
    return linkReply(await answerWithLink(context, actor.id, request, member), actor, language);
  },
});

async function requestReply(context: Context, after: number, language: Language, done?: Text) {
  return replacing(requestCard(await nextRequest(context, after), language, done));
}
