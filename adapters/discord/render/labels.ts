import type { APIUser } from 'discord.js';

const segmenter = new Intl.Segmenter();

/** A label that fits; what does not fit ends with an ellipsis, and the caller shows the whole elsewhere. */
export function shortened(label: string, max: number): { readonly label: string; readonly whole: boolean } {
  const line = label.replace(/\s+/g, ' ').trim() || '…';
  if (line.length <= max) return { label: line, whole: true };
  let short = '';
  for (const { segment } of segmenter.segment(line.slice(0, max * 2))) {
    if (short.length + segment.length > max - 1) break;
    short += segment;
  }
  return { label: `${short}…`, whole: false };
}

/** What a person is called in the server, or else everywhere on Discord. */
export function nameOf(user: Pick<APIUser, 'global_name' | 'username'>, nick: string | null | undefined): string {
  return nick ?? user.global_name ?? user.username;
}
