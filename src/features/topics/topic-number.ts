import { toId } from '../../core/ids.js';
import { latinDigits } from '../../core/written.js';
import type { TopicId } from './types.js';

/** The topic that `12`, `#12` or `t12` means, in digits of any script; undefined for any other text. */
export function topicNumber(typed: string): TopicId | undefined {
  const number = /^#?t?(\d{1,15})$/i.exec(latinDigits(typed.trim()))?.[1];
  return number === undefined || Number(number) === 0 ? undefined : toId<TopicId>(number);
}
