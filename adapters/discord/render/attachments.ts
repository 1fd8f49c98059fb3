import type { Attachment, MessageFile } from '../../../src/core/message.js';
import { LIMITS } from '../limits.js';
import { shortened } from './labels.js';

/** A file under the name that it has in a message on Discord. */
export interface SentFile {
  readonly name: string;
  readonly file: MessageFile;
}

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Whether Discord shows a file as a picture. */
export function isPicture(file: Pick<Attachment, 'mediaType'>): boolean {
  return PICTURES.has(file.mediaType);
}

/**
 * The name under which the `index`th file of a message is sent. Discord rewrites a name with other than plain letters and then no
 * longer finds `attachment://name`, so such a file gets a plain name and keeps its own as its title. So does a file whose name an
 * earlier file of the message has.
 */
export function attachmentName(files: readonly Pick<Attachment, 'name'>[], index: number): string {
  const name = files[index]?.name ?? 'file';
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1];
  const plain = /^[a-z][a-z0-9._-]{0,80}$/i.test(name) && !name.includes('..');
  if (!plain) return `${index}-file${ending === undefined ? '' : `.${ending}`}`;
  const taken = files.slice(0, index).some((other) => other.name.toLowerCase() === name.toLowerCase());
  return taken ? `${index}-${name}` : name;
}

/** The files' entries in the `attachments` of a request's body. */
export function attachmentEntries(files: readonly MessageFile[]): { id: string; filename: string; title: string; description?: string }[] {
  return files.map((file, index) => ({
    id: String(index),
    filename: attachmentName(files, index),
    title: shortened(file.name, LIMITS.fileTitle).label,
    ...(file.picture && { description: shortened(file.picture.alt, LIMITS.fileTitle).label }),
  }));
}

/** The files under the names that they are sent with. */
export function sentFiles(files: readonly MessageFile[]): readonly SentFile[] {
  return files.map((file, index) => ({ name: attachmentName(files, index), file }));
}
