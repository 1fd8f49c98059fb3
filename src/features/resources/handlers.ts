import { privately } from '../../core/message.js';
import { type Handler, handleControls } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { doneCard, fileCard, withdrawCard } from './cards/resource.js';
import { resourcesControls } from './controls.js';
import { addFile, addLink, fileOf } from './editions.js';
import { gone, requireOwn } from './find.js';
import { flagResource, settleFlags } from './flag.js';
import { chosenResources, chosenSeen } from './ids.js';
import { answer, openedResource, shownMine, shownQueue, shownResource, shownSearch } from './replies.js';
import { noteUse } from './reporting/note-use.js';
import { approve, approveMany, decline, removeResource } from './review.js';
import { givenInLanguages } from './rules/title.js';
import { decodeSearch } from './search-id.js';
import { noteFetched } from './shelf.js';
import { restoreResource, withdraw } from './withdraw.js';
import { beginResource, changeOwn, chooseStaying, sendResource } from './write.js';

const pageOf = (id: string): number => (/^\d{1,4}$/.test(id) ? Number(id) : 0);

export const resourcesHandlers: readonly Handler[] = handleControls(resourcesControls, {
  async add(context, request, { values }) {
    const id = await beginResource(context, request.actor, values);
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.begun')));
  },
  async edit(context, request, { id, values }) {
    await changeOwn(context, request.actor, id, values);
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  async titles(context, request, { id, values }) {
    await changeOwn(context, request.actor, id, { titles: givenInLanguages(values) });
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  async summaries(context, request, { id, values }) {
    await changeOwn(context, request.actor, id, { summaries: givenInLanguages(values) });
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  async details(context, request, { id, values }) {
    await changeOwn(context, request.actor, id, { ...values, publishedOn: values.publishedOn ?? null });
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  async link(context, request, { id, values: { link, language } }) {
    await addLink(context, request.actor, id, link, language);
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  file: (context, request, { id, values }) =>
    addFile(context, request.actor, id, values, async (inside) =>
      privately(await shownResource(inside, request, id, speaker(request.language)('resources.done.file'))),
    ),
  async stay(context, request, { id }) {
    await chooseStaying(context, request.actor, id, true);
    return answer(request, await shownResource(context, request, id));
  },
  async 'not-stay'(context, request, { id }) {
    await chooseStaying(context, request.actor, id, false);
    return answer(request, await shownResource(context, request, id));
  },
  async send(context, request, { id }) {
    await sendResource(context, request.actor, id);
    return answer(request, await shownResource(context, request, id, speaker(request.language)('resources.done.sent')));
  },
  withdraw: async (context, request, { id }) =>
    answer(request, withdrawCard(await requireOwn(context, request.actor, id), request.language)),
  async 'withdraw-yes'(context, request, { id }) {
    await withdraw(context, request.actor, id);
    return answer(request, doneCard(speaker(request.language)('resources.done.withdrawn'), request.language));
  },
  async restore(context, request, { id }) {
    const state = await restoreResource(context, request.actor, id);
    const done = state === 'pending' ? 'resources.done.restored-waits' : 'resources.done.restored';
    return answer(request, await shownResource(context, request, id, speaker(request.language)(done)));
  },
  mine: async (context, request, { id: page }) => answer(request, await shownMine(context, request, page)),
  async show(context, request, { id, values }) {
    const chosen = id ?? chosenResources(values)[0];
    if (chosen === undefined) throw gone();
    return answer(request, await openedResource(context, request, chosen));
  },
  async get(context, { actor, language }, { id }) {
    const { resource, file } = await fileOf(context, actor, id);
    return {
      type: 'effects',
      async effects(inside) {
        await noteUse(inside, actor, resource, 'fetched');
        await noteFetched(inside, actor, resource.id);
        return { type: 'message', message: { cards: [fileCard(resource, language)], files: [file] }, visibility: 'private' };
      },
    };
  },
  search: async (context, request, { id }) => answer(request, await shownSearch(context, request, decodeSearch(id))),
  async flag(context, { actor, language }, { id, values: { text } }) {
    await flagResource(context, actor, id, text);
    return privately(doneCard(speaker(language)('resources.done.flagged'), language));
  },
  async settle(context, request, { id }) {
    await settleFlags(context, request.actor, id);
    return answer(request, await shownResource(context, request, id, speaker(request.language)('resources.done.settled')));
  },

  review: async (context, request, { id }) => answer(request, await shownQueue(context, request, pageOf(id))),
  async approve(context, request, { id }) {
    await approve(context, request.actor, id);
    return answer(request, await shownQueue(context, request, 0, speaker(request.language)('resources.done.approved', { count: 1 })));
  },
  async 'approve-many'(context, request, { id, values }) {
    const count = await approveMany(context, request.actor, chosenSeen(values));
    return answer(request, await shownQueue(context, request, pageOf(id), speaker(request.language)('resources.done.approved', { count })));
  },
  async decline(context, request, { id, values: { reason } }) {
    await decline(context, request.actor, id, reason);
    return privately(await shownQueue(context, request, 0, speaker(request.language)('resources.done.declined')));
  },
  async remove(context, request, { id, values: { reason } }) {
    await removeResource(context, request.actor, id, reason);
    return privately(await shownResource(context, request, id.id, speaker(request.language)('resources.done.removed')));
  },
});
