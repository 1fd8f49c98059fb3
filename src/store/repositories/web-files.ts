import { sql } from 'kysely';
import type { WebChatRepository } from '../../ports/web-chat.js';
import { findRow } from '../../sql/rows.js';
import type { Context } from './context.js';

/** The database goes through a file from its beginning for each piece, so that there are few. */
const PIECE_BYTES = 1024 * 1024;

export type WebFiles = Pick<WebChatRepository, 'file' | 'filePieces' | 'saveFile'>;

/** The files of messages in the browser chat. */
export function webFiles({ db, community }: Context): WebFiles {
  return {
    async file(id) {
      const row = await findRow({ db, community }, 'web_files', ['id', 'name', 'media_type', 'size', 'bytes'], { id });
      return row && { id: row.id, name: row.name, mediaType: row.media_type, size: row.size, bytes: row.bytes };
    },
    async *filePieces(id) {
      for (let from = 1; ; from += PIECE_BYTES) {
        const row = await db
          .selectFrom('web_files')
          .select(sql<Uint8Array | null>`substr(bytes, ${from}, ${PIECE_BYTES})`.as('piece'))
          .where('community_id', '=', community)
          .where('id', '=', id)
          .executeTakeFirst();
        // SQLite has no empty piece.
        if (!row?.piece || row.piece.byteLength === 0) return;
        yield row.piece;
        if (row.piece.byteLength < PIECE_BYTES) return;
      }
    },
    async saveFile(file) {
      await db
        .insertInto('web_files')
        .values({
          community_id: community,
          id: file.id,
          name: file.name,
          media_type: file.mediaType,
          size: file.size,
          bytes: file.bytes,
        })
        .execute();
    },
  };
}
