import type { Context } from '../../feature-api/index.js';
import { groupKey } from './keys.js';
import { coffeeStore } from './store/index.js';
import type { RoundId } from './types.js';

/** The kind of the agenda row that puts the groups of a round away. */
export const ARCHIVE = 'coffee.archive';

/** Archives the private groups of a closed round, because some platforms limit their number; a message in one brings it back. */
export async function archiveGroups(context: Context, round: RoundId): Promise<void> {
  const { conversations, platforms } = context;
  for (const { id } of await coffeeStore(context.tx).matches(round)) {
    for (const platform of platforms.withArchive()) {
      const group = await conversations.find(groupKey(id), platform);
      if (group) await platforms.archiveGroup(group);
    }
  }
}
