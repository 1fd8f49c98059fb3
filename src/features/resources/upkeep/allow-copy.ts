import { type Actor, isAllowed } from '../../../core/access.js';
import { InputError } from '../../../core/errors.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { gone, requireEdition } from '../find.js';
import { requireOther } from '../review.js';
import { resourcesStore } from '../store/index.js';
import type { EditionId, ResourceId } from '../types.js';

/**
 * Lets people outside have a file that could not be cleaned, after an organiser has looked at it. Throws a `NotFoundError` for anyone
 * else, and an `InputError` if that was decided already.
 */
export async function allowCopy(context: Context, actor: Actor, id: EditionId): Promise<ResourceId> {
  const { resource } = await requireEdition(context, actor, id);
  if (!isAllowed(actor, 'organiser')) throw gone();
  await requireOther(context, actor, resource);
  if (!(await resourcesStore(context.tx).allowCopy(id))) throw new InputError('decided already', phrase('resources.error.changed'));
  await context.audit.append({ at: context.now, actor: actor.id, action: 'resources.give', details: { resource: resource.id } });
  return resource.id;
}
