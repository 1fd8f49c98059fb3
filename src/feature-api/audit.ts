import { isMessageKey, type MessageKey, type Messages, speaker } from '../language/index.js';
import type { AuditDetail } from './parts/for-organisers.js';

/** Messages whose only value is a number. */
type NumberedKey = { [K in MessageKey]: { readonly number: number } extends Messages[K] ? K : never }[MessageKey];

/** Shows the number that an entry of the audit log names, in a message of its own. */
export function numbered(key: NumberedKey): AuditDetail {
  return (value, _entry, language) => speaker(language).plain(key, { number: Number(value) });
}

/** The words that a catalogue has for acts. */
type ActOf<C extends string> = MessageKey extends infer K ? (K extends `${C}.act.${infer Act}` ? Act : never) : never;

/**
 * How acts are called in the audit log: `topics.hide` is `topics-marks.act.hide` for `actsOf('topics', 'topics-marks', 'hide')`.
 *
 * @throws {RangeError} For an act that the catalogue has no words for.
 */
export function actsOf<C extends string>(
  feature: string,
  catalogue: C,
  ...acts: readonly ActOf<C>[]
): Readonly<Record<string, MessageKey>> {
  return Object.fromEntries(
    acts.map((act) => {
      const key = `${catalogue}.act.${act}`;
      if (!isMessageKey(key)) throw new RangeError(`no words for ${key}`);
      return [`${feature}.${act}`, key];
    }),
  );
}
