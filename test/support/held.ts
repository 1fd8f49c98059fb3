import { type Attachment, type Message, type MessageFile, type OutgoingMessage, wholeOf } from '../../src/core/message.js';

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
