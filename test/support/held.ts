import { type Attachment, type Message, type MessageFile, type OutgoingMessage, wholeOf } from '../../src/core/message.js';
import type { ThreadEvent } from '../../src/ports/chat.js';

/** A message as a platform has it once it has arrived: with the bytes of its files. */
export async function held({ files, ...message }: OutgoingMessage): Promise<Message> {
  if (files === undefined) return message;
  const whole: Attachment[] = [];
  for (const file of files) {
    const { name, mediaType, picture } = file;
    whole.push({ name, mediaType, bytes: await wholeOf(file), ...(picture && { picture }) });
  }
  return { ...message, files: whole };
}

/** The bytes of a file that is held; throws for a stream. */
export function bytesOf(file: MessageFile | undefined): Uint8Array {
  if (file === undefined || !('bytes' in file)) throw new Error('the bytes of the file are not here');
  return file.bytes;
}

/** The names of what somebody wrote with: files whose bytes can be read, and those that can't be, or were not brought. */
export async function filesOf(what: ThreadEvent['what'] | undefined): Promise<{ readonly read: string[]; readonly unread: string[] }> {
  const content = what?.type === 'posted' || what?.type === 'edited' ? what.content : undefined;
  const read: string[] = [];
  const unread = (content?.unread ?? []).map(({ name }) => name);
  for (const { name, open } of content?.files ?? []) {
    try {
      for await (const _ of open());
      read.push(name);
    } catch {
      unread.push(name);
    }
  }
  return { read, unread };
}
