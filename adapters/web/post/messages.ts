import { randomUUID } from 'node:crypto';
import { type MessageFile, sizeOf, wholeOf } from '../../../src/core/message.js';
import type { Clock } from '../../../src/core/time.js';
import type { Store } from '../../../src/ports/store.js';
import type { WebFile } from '../../../src/ports/web-chat.js';
import type { SignalBus } from '../connect/signal-bus.js';

export interface NewMessage {
  readonly conversation: string;
  /** The first message of the thread in which this one replies. */
  readonly thread: number | null;
  /** The author's account; `null` for the bot. */
  readonly author: string | null;
  /** The one account that may see the message; `null` for everyone in the conversation. */
  readonly onlyFor: string | null;
  /** Unique: a second message with the same key is not stored. */
  readonly key: string;
  readonly content: { readonly type: 'text'; readonly text: string } | { readonly type: 'message'; readonly json: string };
  readonly files: readonly MessageFile[];
  /** The bot opens a thread with it. */
  readonly opens?: boolean;
}

/** Writes messages into the store and notifies the open streams. */
export interface MessageWriter {
  /** Stores a message and its files in one transaction. Returns its id. */
  insert(message: NewMessage): Promise<number>;
  /** Replaces the content of a message of the bot. */
  update(id: number, json: string, files: readonly WebFile[]): Promise<void>;
  /** Replaces what a person wrote. */
  edit(id: number, text: string, files: readonly WebFile[]): Promise<void>;
  /** Closes or reopens a thread that the bot opened with this message. */
  setThread(id: number, state: 'open' | 'closed'): Promise<void>;
  /** Deletes a message with the answers below it; open pages load their messages again. */
  remove(id: number): Promise<void>;
}

export interface MessageWriterDependencies {
  readonly store: Pick<Store, 'autocommit' | 'transaction'>;
  readonly clock: Clock;
  readonly signals: SignalBus;
}

/**
 * Writes messages of the browser chat and tells open pages of them.
 *
 * @returns A writer that rejects with a `RangeError` for a file that has more or fewer bytes than it says, before anything is written.
 */
export function createMessageWriter({ store, clock, signals }: MessageWriterDependencies): MessageWriter {
  const { webChat } = store.autocommit;
  return {
    async insert({ files, content, ...rest }) {
      // A row of the database is written as one value, so that the files of a message are held here, before the transaction begins.
      const stored: (WebFile & { readonly bytes: Uint8Array })[] = [];
      for (const file of files) {
        const { name, mediaType, picture } = file;
        stored.push({ id: randomUUID(), name, mediaType, size: sizeOf(file), bytes: await wholeOf(file), ...(picture && { picture }) });
      }
      const fileRecords = stored.map(({ bytes: _bytes, ...file }): WebFile => file);
      const row = { ...rest, at: clock.now(), content: { ...content, files: fileRecords } };
      const id =
        stored.length === 0
          ? await webChat.insertMessage(row)
          : await store.transaction(async (repositories) => {
              for (const file of stored) await repositories.webChat.saveFile(file);
              return repositories.webChat.insertMessage(row);
            });
      signals.publish('messages');
      return id;
    },
    async update(id, json, files) {
      await webChat.updateMessage(id, { type: 'message', json, files }, clock.now());
      signals.publish('messages');
    },
    async edit(id, text, files) {
      await webChat.updateMessage(id, { type: 'text', text, files }, clock.now());
      signals.publish('messages');
    },
    async setThread(id, state) {
      await webChat.setThread(id, state);
      signals.publish('messages');
    },
    async remove(id) {
      await store.transaction((repositories) => repositories.webChat.removeMessage(id));
      signals.publish('messages');
    },
  };
}
