import type { MessageKey } from '../../language/index.js';
import { phrase } from '../../language/index.js';
import { choiceSetting } from '../../settings/index.js';
import { EMOJI, EMOJI_NAMES, type EmojiName } from './rules/emoji.js';
import type { Mark } from './types.js';

/** A reaction that marks a contribution. */
export function emojiSetting(label: MessageKey, usual: EmojiName) {
  return choiceSetting({
    label,
    choices: EMOJI_NAMES,
    words: (name) => EMOJI[name],
    default: usual,
  });
}

type Emojis = Readonly<Record<`${Mark}Emoji`, EmojiName>>;

/** Each mark needs an emoji of its own. */
export function emojiIssues({ lessonEmoji, challengeEmoji, recommendationEmoji }: Emojis) {
  const error = phrase('topics-marks.error.same-emoji');
  if (challengeEmoji === lessonEmoji) return [{ field: 'challengeEmoji', error }];
  const isTaken = recommendationEmoji === lessonEmoji || recommendationEmoji === challengeEmoji;
  return isTaken ? [{ field: 'recommendationEmoji', error }] : [];
}
