import type { MemberId } from '../../core/ids.js';
import type { LetterId, LetterMonth } from './types.js';

export const draftKey = (month: LetterMonth): string => `letter:draft:${month}`;
export const remindKey = (id: LetterId): string => `letter:${id}:remind`;
export const sendKey = (id: LetterId): string => `letter:${id}:send`;
export const mailKey = (id: LetterId, member: MemberId): string => `letter:${id}:mail:${member}`;
/** The post in the channel, and a member's copy. */
export const postKey = (id: LetterId): string => `letter:${id}:post`;
const copiesOf = (id: LetterId): string => `letter:${id}:copy:`;
export const copyKey = (id: LetterId, member: MemberId): string => `${copiesOf(id)}${member}`;
export const isCopyOf = (id: LetterId, key: string): boolean => key.startsWith(copiesOf(id));
/** Key of the agenda row that brings copies up to date. */
export const followKey = (id: LetterId): string => `letter:${id}:follow`;
/** Key of the agenda row that looks for letters that tell of something. */
export const itemKey = (item: string): string => `letter:item:${item}`;
