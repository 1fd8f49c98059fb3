import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answer } from '../replies.js';
import { answerWithFile, answerWithResource, passOver, promiseHelp } from './answer.js';
import { beginRequest, changeRequest, dropDraft, sendRequest } from './ask.js';
import { attachedCard, gotCard, waysCard } from './cards/answer.js';
import { doneCard } from './cards/told.js';
import { requestControls } from './controls.js';
import { closeRequest, confirmAnswer, declineAnswer, withdrawRequest } from './decide.js';
import { viewRequest } from './find.js';
import { givenFile } from './given-file.js';
import { gone, requestId } from './ids.js';
import { shownForOrganisers, shownOpenRequests, shownOwnRequests, shownPreview, shownRequest } from './replies.js';

const pageOf = (id: string): number => (/^\d{1,4}$/.test(id) ? Number(id) : 0);

export const requestHandlers: readonly Handler[] = handleControls(requestControls, {
  async request(context, request, { values: { deadline, ...values } }) {
    const id = await beginRequest(context, request.actor, { ...values, deadline: deadline ?? null });
    return privately(await shownPreview(context, request, id));
  },
  async 'request-edit'(context, request, { id, values: { deadline, ...values } }) {
    await changeRequest(context, request.actor, id, { ...values, deadline: deadline ?? null });
    return privately(await shownRequest(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  async 'request-send'(context, request, { id: { id, as } }) {
    await sendRequest(context, request.actor, id, as === 'named');
    return answer(request, await shownRequest(context, request, id, speaker(request.language)('resources-request.done.sent')));
  },
  async 'request-drop'(context, request, { id }) {
    await dropDraft(context, request.actor, id);
    return answer(request, await shownOwnRequests(context, request, { lead: speaker(request.language)('resources.done.withdrawn') }));
  },
  async 'request-withdraw'(context, request, { id, values: { why } }) {
    await withdrawRequest(context, request.actor, id, why);
    return privately(await shownOwnRequests(context, request, { lead: speaker(request.language)('resources-request.done.withdrawn') }));
  },
  'request-mine': async (context, request, { id: page }) => answer(request, await shownOwnRequests(context, request, { page })),
  'request-list': async (context, request, { id }) => answer(request, await shownOpenRequests(context, request, pageOf(id))),
  async 'request-show'(context, request, { id, values: [chosen] }) {
    const shown = id ?? (chosen === undefined ? undefined : requestId.decode(chosen));
    if (shown === undefined) throw gone();
    return answer(request, await shownRequest(context, request, shown));
  },
  async 'request-help'(context, request, { id }) {
    await promiseHelp(context, request.actor, id);
    return answer(request, waysCard(await viewRequest(context, request.actor, id), request.language));
  },
  async 'request-pass'(context, request, { id }) {
    await passOver(context, request.actor, id);
    return answer(request, doneCard(speaker(request.language)('resources-request.done.passed'), request.language));
  },
  async 'request-name'(context, request, { id, values: { resource, ...given } }) {
    await answerWithResource(context, request.actor, id, resource, given);
    return privately(doneCard(speaker(request.language)('resources-request.done.given'), request.language));
  },
  'request-attach': (context, request, { id, values }) =>
    answerWithFile(context, request.actor, id, values, async (resource, given) =>
      privately(attachedCard(resource, values.title, given, request.language)),
    ),
  async 'request-get'(context, { actor, language }, { id }) {
    const { resource, file } = await givenFile(context, actor, id);
    return { type: 'message', message: { cards: [gotCard(resource, language)], files: [file] }, visibility: 'private' };
  },
  async 'request-yes'(context, request, { id }) {
    const of = await confirmAnswer(context, request.actor, id);
    return answer(request, await shownRequest(context, request, of, speaker(request.language)('resources-request.done.confirmed')));
  },
  async 'request-no'(context, request, { id, values: { reply } }) {
    const of = await declineAnswer(context, request.actor, id, reply);
    return privately(await shownRequest(context, request, of, speaker(request.language)('resources-request.done.declined')));
  },
  requests: async (context, request, { id }) => answer(request, await shownForOrganisers(context, request, pageOf(id))),
  async 'request-close'(context, request, { id, values: { reason } }) {
    await closeRequest(context, request.actor, id, reason);
    return privately(await shownForOrganisers(context, request, 0, speaker(request.language)('resources-request.done.closed')));
  },
});
