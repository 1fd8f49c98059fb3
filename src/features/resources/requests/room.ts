import type { Actor } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Settings } from '../../../core/settings.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { resourcesSection } from '../settings.js';
import { requestsStore } from '../store/requests.js';
import { DRAFTS_MAX } from './limits.js';

/** The limit of a query for open requests and drafts of one member, which is more than anyone has. */
const LOOKED_AT = 50;
const COMMAND = '/resources mine';

/** Throws an `InputError` for somebody who has asked for as much as one person may. `sending`: only what was sent counts. */
export async function requireRoom(
  context: Context,
  { id }: Pick<Actor, 'id'>,
  { settings, sending = false }: { readonly settings: Settings; readonly sending?: boolean },
): Promise<void> {
  const { requestsPerPerson: max } = resourcesSection.of(settings);
  const own = await requestsStore(context.tx).requestsOf(id, LOOKED_AT, ['open', 'answered', 'draft']);
  const open = own.filter(({ state }) => state === 'open' || state === 'answered').length;
  if (open >= max) throw new InputError('too many requests', phrase('resources-request.error.many', { max, command: COMMAND }));
  const drafts = own.filter(({ state }) => state === 'draft').length;
  if (!sending && drafts >= DRAFTS_MAX) {
    throw new InputError('too many drafts', phrase('resources-request.error.drafts', { max: DRAFTS_MAX, command: COMMAND }));
  }
}
