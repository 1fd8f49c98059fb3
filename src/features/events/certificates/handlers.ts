import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import { certificatesCard } from './cards/organising.js';
import { certificatesControls } from './controls.js';
import { eraseGuestOf, viewCertificates } from './organise.js';
import { correctReply, issueReply, ownReply } from './reply.js';

export const certificatesHandlers: readonly Handler[] = handleControls(certificatesControls, {
  certificate: (context, request, { id }) => ownReply(context, request, id, 'take'),
  'certificate-name': (context, request, { id }) => ownReply(context, request, id, 'renew'),
  certificates: async (context, request, { id }) =>
    answerWith(request, certificatesCard(await viewCertificates(context, request.actor, id), request.language)),
  'certificates-issue': (context, request, { id }) => issueReply(context, request, id),
  async 'certificate-erase'(context, { actor, language }, { id, values: { number } }) {
    await eraseGuestOf(context, actor, id, number);
    const lead = speaker(language)('events-certificates.erase.done');
    return privately(certificatesCard(await viewCertificates(context, actor, id), language, lead));
  },
  'certificate-correct': (context, request, { id, values }) => correctReply(context, request, id, values),
});
