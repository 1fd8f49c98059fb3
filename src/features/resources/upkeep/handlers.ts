import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answer, shownResource } from '../replies.js';
import { allowCopy } from './allow-copy.js';
import { upkeepControls } from './controls.js';
import { chooseExpiry } from './expiry.js';
import { shownCheck, shownDue } from './replies.js';
import { confirmRight } from './review.js';
import { settleTakeDowns } from './take-down.js';

export const upkeepHandlers: readonly Handler[] = handleControls(upkeepControls, {
  async right(context, request, { id }) {
    await confirmRight(context, request.actor, id);
    const lead = speaker(request.language)('resources-upkeep.done.right');
    const next = await shownDue(context, request, lead);
    return answer(request, next ?? (await shownResource(context, request, id, lead)));
  },
  async expires(context, request, { id, values: { until } }) {
    await chooseExpiry(context, request.actor, id, until ?? null);
    return privately(await shownResource(context, request, id, speaker(request.language)('resources.done.saved')));
  },
  async answered(context, request, { id }) {
    await settleTakeDowns(context, request.actor, id);
    return answer(request, await shownResource(context, request, id, speaker(request.language)('resources-upkeep.done.answered')));
  },
  async give(context, request, { id }) {
    const resource = await allowCopy(context, request.actor, id);
    return answer(request, await shownResource(context, request, resource, speaker(request.language)('resources-upkeep.done.given')));
  },
  check: async (context, request, { id: page }) => answer(request, await shownCheck(context, request, page)),
});
