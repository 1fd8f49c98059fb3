import { bareEmoji } from '../../../core/emoji.js';

/** Emojis that can stand for a mark, by the names that they have where a platform tells only those. */
export const EMOJI = {
  bulb: '💡',
  mortar_board: '🎓',
  star: '⭐',
  seedling: '🌱',
  construction: '🚧',
  warning: '⚠️',
  thinking_face: '🤔',
  mountain: '⛰️',
  pushpin: '📌',
  compass: '🧭',
  dart: '🎯',
  point_right: '👉',
} as const;
export type EmojiName = keyof typeof EMOJI;

export const EMOJI_NAMES = Object.keys(EMOJI) as [EmojiName, ...EmojiName[]];

/** The emoji of a reaction: itself, or its name, with whatever skin it has; undefined for any other. */
export function emojiOf(reaction: string): EmojiName | undefined {
  const bare = bareEmoji(reaction);
  return EMOJI_NAMES.find((known) => known === bare || bareEmoji(EMOJI[known]) === bare);
}
