import type { Language } from '../../../core/language.js';
import type { StoredFile } from '../types.js';

const NAME_MAX = 50;

/**
 * The name of a file in an archive: numbers, and letters and digits of the title. Nothing else that somebody wrote is in it, so no
 * name can lead out of the folder into which an archive is unpacked.
 */
export function nameInArchive(
  {
    resource,
    title,
    language,
    type,
  }: { readonly resource: number; readonly title: string; readonly language: Language; readonly type: StoredFile['type'] },
  edition: number,
): string {
  const words = (title.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).join('-').slice(0, NAME_MAX).replace(/-$/, '');
  return `files/${[String(resource), String(edition), language, words].filter((part) => part !== '').join('-')}.${type}`;
}
