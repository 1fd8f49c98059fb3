import { paragraph } from '../../../core/blocks.js';
import { privately } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import type { EventId } from '../types.js';
import { addedBlocks, listedCard } from './cards/listed.js';
import { addById, addByText, openToAll, removeListed } from './change.js';
import { listedControls, listedMember } from './controls.js';
import { viewListed } from './view.js';

async function saved(context: Context, request: Request, id: EventId) {
  const lead = [paragraph(speaker(request.language)('events.done.saved'))];
  return answerWith(request, listedCard(await viewListed(context, request.actor, id), request.language, lead));
}

export const listedHandlers: readonly Handler[] = handleControls(listedControls, {
  listed: async (context, request, { id: { id, page } }) =>
    answerWith(request, listedCard(await viewListed(context, request.actor, id, { page }), request.language)),
  async 'listed-add'(context, { actor, language }, { id, values }) {
    const added = await addByText(context, actor, id, values.people);
    return privately(
      listedCard(await viewListed(context, actor, id.id, { all: added.candidates }), language, addedBlocks(added, language)),
    );
  },
  'listed-search': async (context, { actor, language }, { id, values }) =>
    privately(listedCard(await viewListed(context, actor, id, { search: values.text }), language)),
  async 'listed-pick'(context, request, { id, values }) {
    await addById(context, request.actor, id, values.map(listedMember.decode));
    return saved(context, request, id.id);
  },
  async 'listed-remove'(context, request, { id, values }) {
    await removeListed(context, request.actor, id, values.map(listedMember.decode));
    return saved(context, request, id.id);
  },
  async 'listed-all'(context, request, { id }) {
    await openToAll(context, request.actor, id);
    return saved(context, request, id.id);
  },
});
