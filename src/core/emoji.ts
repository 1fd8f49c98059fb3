/** A reaction without its skin and its presentation: the emoji itself, or its name where a platform tells only that. */
export function bareEmoji(reaction: string): string {
  const [name = ''] = reaction.replace(/^:|:$/g, '').split('::');
  return name.replace(/\u{FE0F}|\p{Emoji_Modifier}/gu, '');
}
