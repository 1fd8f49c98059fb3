import type { Engines } from '../../../src/ports/store.js';
import type { WebConversation, WebMessage } from '../../../src/ports/web-chat.js';
import { LIMITS } from '../limits.js';
import type { Directory, Reader } from '../places/directory.js';
import type { SeenView } from '../protocol.js';

/** Looks out for the first message of somebody else that a reader can see. */
export interface Lookout {
  /** What came since the lookout was made, or since the last look; of several the most personal one. */
  look(): Promise<SeenView | undefined>;
}

const ORDER: readonly WebConversation['kind'][] = ['direct', 'group', 'channel'];

/** Begins to watch what appears for a person from now on. */
export async function createLookout(
  { webChat }: Pick<Engines, 'webChat'>,
  directory: Pick<Directory, 'conversations'>,
  reader: Reader,
): Promise<Lookout> {
  const start = await webChat.newest();
  let after = start.revision;
  const isNew = ({ id, author }: WebMessage): boolean => id > start.message && author !== reader.user;

  return {
    async look() {
      const changes = await webChat.changes({ user: reader.user, after, limit: LIMITS.changesPerRead });
      after = changes.at(-1)?.revision ?? after;
      const fresh = changes.filter(isNew);
      if (fresh.length === 0) return undefined;
      const kinds = new Map((await directory.conversations(reader)).map(({ id, kind }) => [id, kind]));
      const found = ORDER.flatMap((kind) => fresh.filter(({ conversation }) => kinds.get(conversation) === kind))[0];
      return found && { conversation: found.conversation, thread: found.thread, message: found.id };
    },
  };
}
