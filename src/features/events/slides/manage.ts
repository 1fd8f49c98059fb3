import type { Actor } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId, Material } from '../types.js';
import { requireGiver } from './find.js';
import type { EventFile, Reached } from './types.js';

export interface ManagedFiles extends WholeEvent {
  readonly files: readonly EventFile[];
  readonly materials: readonly Material[];
  readonly reached: Reached & { readonly attended: number };
}

/** What there is of an event, for those who may give files. */
export async function manageFiles(context: Context, actor: Actor, id: EventId): Promise<ManagedFiles> {
  const { roles: _, ...whole } = await requireGiver(context, actor, id);
  const store = eventsStore(context.tx);
  const attended = new Set((await store.attendanceAt(id)).filter(({ share }) => share > 0).map(({ registration }) => registration)).size;
  const [files, materials] = [await store.filesOf(id), await store.materialsOf(id)];
  return { ...whole, files, materials, reached: { ...(await store.reached(id)), attended } };
}
