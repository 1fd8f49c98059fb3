import type { Attachment } from '../../../src/core/message.js';
import { phrase } from '../../../src/language/index.js';
import type { Store } from '../../../src/ports/store.js';
import { WebError } from '../errors.js';

/** The room that each person has for files. */
export interface Room {
  /** Throws a `WebError` if these files and those that the person has sent are more than one person may keep here. */
  assertFor(user: string, files: readonly Attachment[]): Promise<void>;
}

const MB = 1024 * 1024;

export function createRoom({ autocommit }: Pick<Store, 'autocommit'>): Room {
  return {
    async assertFor(user, files) {
      const { storageMegabytes: max } = await autocommit.community.settings();
      const wanted = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
      if ((await autocommit.webChat.storedBytes(user)) + wanted > max * MB) {
        throw new WebError(413, phrase('web.error.storage-full', { max }));
      }
    },
  };
}
