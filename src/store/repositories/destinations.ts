import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import type { Destination } from '../../core/notification.js';

const memberId = z
  .int()
  .positive()
  .transform((id) => id as MemberId);
/** Without a key for a platform that is not told. */
const withPlatform = <T extends object>({ platform, ...to }: T & { platform?: string | undefined }) => ({
  ...to,
  ...(platform !== undefined && { platform }),
});
const toMember = z
  .object({ to: z.literal('member'), member: memberId, platform: z.string().optional(), asked: z.literal(true).optional() })
  .transform(({ asked, ...to }) => ({ ...withPlatform(to), ...(asked && { asked }) }));
const toChannel = z.object({ to: z.literal('channel'), channel: z.string(), platform: z.string().optional() }).transform(withPlatform);
const toThread = z
  .object({ to: z.literal('thread'), thread: z.string(), of: z.string(), title: z.string(), platform: z.string().optional() })
  .transform(withPlatform);
export const destinationSchema: z.ZodType<Destination> = z.discriminatedUnion('to', [
  toMember,
  z.object({ to: z.literal('group'), group: z.string(), members: z.array(memberId) }),
  z.object({ to: z.literal('room'), room: z.string(), member: memberId }),
  toChannel,
  toThread,
]);

/** A destination as one string. Messages with the same string keep their order. */
export function destinationKey(to: Destination): string {
  switch (to.to) {
    case 'member':
      return `member:${to.member}`;
    case 'group':
      return `group:${to.group}`;
    case 'room':
      return `room:${to.room}:${to.member}`;
    case 'channel':
      return to.platform === undefined ? `channel:${to.channel}` : `channel:${to.channel}:${to.platform}`;
    case 'thread':
      return to.platform === undefined ? `thread:${to.thread}` : `thread:${to.thread}:${to.platform}`;
    default:
      return to satisfies never;
  }
}
