import type { MemberId } from '../../core/ids.js';
import type { Context } from './context.js';

/** Erases a person. A first cut: the rows that hang on the member's own. */
export async function eraseMember(context: Context, id: MemberId): Promise<void> {
  await context.db.deleteFrom('members').where('community_id', '=', context.community).where('id', '=', id).execute();
}
