import { withoutDirectionControls } from '../../src/language/index.js';
import { LIMITS } from './limits.js';

/** A name as it is shown: one line, no direction tricks, of bearable length. The page escapes it, as it does all text. */
export function shownName(name: string, max: number = LIMITS.name): string {
  // Only a stretch of a monstrous name is looked at.
  const line = withoutDirectionControls(name.slice(0, max * 16))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const letters = [...new Intl.Segmenter().segment(line)].map((part) => part.segment);
  // A single letter may carry a thousand marks.
  const whole = letters.map((letter) => [...letter].slice(0, 8).join(''));
  if (whole.length === 0) return '?';
  return whole.length <= max ? whole.join('') : `${whole.slice(0, max - 1).join('')}…`;
}

/** A file's name that is safe on every system: no path, no control characters, no hidden file, and its ending kept. */
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
  const ending = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  return `${letters.slice(0, LIMITS.fileName - ending.length - 1).join('')}…${ending}`;
}

/** A media type as told by a browser, or the one that promises nothing. */
export function safeMediaType(type: string): string {
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(type) ? type : 'application/octet-stream';
}

/** RFC 6266: an ASCII name for old programs and the true one beside it. */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
