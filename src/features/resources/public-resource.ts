import { toId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { resourcesStore } from './store/index.js';
import type { ResourceId, Whole } from './types.js';

/** The resource of an address. Undefined for what is not for everyone, as for what is not there. */
export async function publicResource(context: Context, number: string): Promise<Whole | undefined> {
  if (!/^\d{1,9}$/.test(number) || Number(number) === 0) return undefined;
  const id = toId<ResourceId>(number);
  const store = resourcesStore(context.tx);
  const resource = await store.find(id);
  if (resource?.state !== 'approved' || resource.visibility !== 'public') return undefined;
  return { resource, editions: await store.editionsOf([id]) };
}
