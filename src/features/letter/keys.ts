import type { MemberId } from '../../core/ids.js';
import type { LetterId, LetterMonth } from './types.js';

export const draftKey = (month: LetterMonth): string => `letter:draft:${month}`;
export const remindKey = (id: LetterId): string => `letter:${id}:remind`;
export const sendKey = (id: LetterId): string => `letter:${id}:send`;
export const mailKey = (id: LetterId, member: MemberId): string => `letter:${id}:mail:${member}`;
/** The post in the channel, and a member's copy. */
export const postKey = (id: LetterId): string => `letter:${id}:post`;
export const copyKey = (id: LetterId, member: MemberId): string => `letter:${id}:copy:${member}`;
