import { withoutDirectionControls } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';

/**
 * A name as it is shown: on one line, without direction controls, and shortened with an ellipsis. The page escapes it, as it
 * escapes all text.
 *
 * @param max Most grapheme clusters shown.
 * @returns `?` for a name without visible characters.
 */
export function shownName(name: string, max: number = LIMITS.name): string {
  // Limits the work for a very long name.
  const line = withoutDirectionControls(name.slice(0, max * 16))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const letters = [...new Intl.Segmenter().segment(line)].map((part) => part.segment);
  // A grapheme cluster may hold any number of combining marks; eight are kept.
  const whole = letters.map((letter) => [...letter].slice(0, 8).join(''));
  if (whole.length === 0) return '?';
  return whole.length <= max ? whole.join('') : `${whole.slice(0, max - 1).join('')}…`;
}

/** A file name that is safe on every system: no path, no control characters, no hidden file. A long name keeps its extension. */
export function safeFileName(name: string): string {
  const base = withoutDirectionControls(name.slice(-LIMITS.fileName * 8))
    .split(/[/\\]/)
    .at(-1);
  const clean = (base ?? '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return 'file';
  const letters = [...clean];
  if (letters.length <= LIMITS.fileName) return clean;
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  return `${letters.slice(0, LIMITS.fileName - extension.length - 1).join('')}…${extension}`;
}

/** The media type a browser sent, or `application/octet-stream` if it is malformed. */
export function safeMediaType(type: string): string {
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(type) ? type : 'application/octet-stream';
}

/** The `Content-Disposition` header of RFC 6266: an ASCII file name for old clients, and the full one encoded by RFC 5987. */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
