import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { requireReadable } from '../find.js';
import { resourcesStore } from '../store/index.js';
import type { ResourceId } from '../types.js';

export async function expiryContents(context: Context, { actor }: Request, id: ResourceId) {
  await requireReadable(context, actor, id);
  return { values: { until: (await resourcesStore(context.tx).upkeepOf(id))?.expiresOn ?? undefined } };
}
