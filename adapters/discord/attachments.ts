import type { Attachment } from '../../src/core/message.js';
import { shortened } from './labels.js';
import { LIMITS } from './limits.js';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export function isPicture(file: Attachment): boolean {
  return PICTURES.has(file.mediaType);
}

/**
 * The name under which a file is sent, the `index`th of its message. Discord rewrites names with other letters and then
 * no longer finds `attachment://name`, so such a file goes under a plain one and keeps its own as its title.
 */
export function attachmentName(file: Pick<Attachment, 'name'>, index: number): string {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(file.name)?.[1];
  const plain = /^[a-z0-9][a-z0-9._-]{0,80}$/i.test(file.name) && !file.name.includes('..');
  return plain ? `${index}-${file.name}` : `${index}-file${ending === undefined ? '' : `.${ending}`}`;
}

/** What goes into `attachments` of a request beside the bytes. */
export function attachmentEntries(files: readonly Attachment[]): { id: string; filename: string; title: string }[] {
  return files.map((file, index) => ({
    id: String(index),
    filename: attachmentName(file, index),
    title: shortened(file.name, LIMITS.fileTitle).label,
  }));
}

/** The bytes as discord.js sends them. */
export function rawFiles(files: readonly Attachment[]): { name: string; data: Buffer; contentType: string }[] {
  return files.map((file, index) => ({ name: attachmentName(file, index), data: Buffer.from(file.bytes), contentType: file.mediaType }));
}
