import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { shownResource } from '../replies.js';
import { savingControls } from './controls.js';
import { saveAsDraft } from './save.js';

export const savingHandlers: readonly Handler[] = handleControls(savingControls, {
  async save(context, request, { id, values }) {
    const resource = await saveAsDraft(context, request.actor, id, values);
    return privately(await shownResource(context, request, resource, speaker(request.language)('resources-save.begun')));
  },
});
