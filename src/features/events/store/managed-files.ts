import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import { readInOneStatement } from '../../../sql/read-in-one-statement.js';
import { placeIn } from '../../../sql/tables.js';
import type { DroppedFile, EventFile, Reached } from '../slides/types.js';
import type { EventId, Material } from '../types.js';
import { reachedOf, reachQueries } from './file-readers.js';
import { FILE_COLUMNS, toDropped, toFile } from './files.js';
import { selectMaterials, toMaterials } from './materials.js';
import type { EventsTables } from './tables.js';

/** What there is of an event, and whom it reached. */
export interface FilesOfEvent {
  readonly files: readonly EventFile[];
  readonly materials: readonly Material[];
  readonly reached: Reached & { readonly attended: number };
  /** What the reader gave and has still to say something about. */
  readonly asked: readonly DroppedFile[];
}

/** Files of an event for whoever may give them. */
export function managedFilesStore(tx: Tx) {
  const { db, community } = placeIn<EventsTables>(tx);
  return {
    async filesFor(event: EventId, giver: MemberId): Promise<FilesOfEvent> {
      const files = db
        .selectFrom('event_files')
        .select([...FILE_COLUMNS, 'refusal'])
        .where('community_id', '=', community)
        .where('event_id', '=', event)
        .orderBy('id');
      const found = await readInOneStatement(tx, {
        files: files.where('state', '=', 'given'),
        asked: files.where('member_id', '=', giver).where('state', 'in', ['asked', 'refused']),
        materials: selectMaterials(tx, event),
        ...reachQueries(tx, event),
      });
      return {
        files: found.files.flatMap((row) => toFile(row) ?? []),
        asked: found.asked.map(toDropped),
        materials: toMaterials(found.materials),
        reached: reachedOf(found),
      };
    },
  };
}
