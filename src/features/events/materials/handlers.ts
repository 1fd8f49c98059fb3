import { privately } from '../../../core/message.js';
import { after } from '../../../core/time.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { THANKED_AFTER } from '../rules/limits.js';
import { lastSession } from '../rules/state.js';
import { savedCard } from './cards.js';
import { materialsControls } from './controls.js';
import { giveMaterials } from './give.js';

export const materialsHandlers: readonly Handler[] = handleControls(materialsControls, {
  async slides(context, { actor, language }, { id, values }) {
    const given = await giveMaterials(context, actor, id, values);
    const last = lastSession(given.sessions);
    return privately(savedCard(given, last !== undefined && context.now >= after(last.endsAt, THANKED_AFTER), language));
  },
});
