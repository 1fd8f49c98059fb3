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
  const [name] = reaction.replace(/^:|:$/g, '').split('::');
  const bare = (emoji: string) => emoji.replace(/\u{FE0F}|\p{Emoji_Modifier}/gu, '');
  return EMOJI_NAMES.find((known) => known === name || bare(EMOJI[known]) === bare(reaction));
}
