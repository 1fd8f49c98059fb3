import { type MessageKey, type Messages, speaker } from '../language/index.js';
import type { AuditDetail } from './parts/feature.js';

/** Messages whose only value is a number. */
type NumberedKey = { [K in MessageKey]: { readonly number: number } extends Messages[K] ? K : never }[MessageKey];

/** Shows the number that an entry of the audit log names, in a message of its own. */
export function numbered(key: NumberedKey): AuditDetail {
  return (value, _entry, language) => speaker(language).plain(key, { number: Number(value) });
}
