import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { CHANNELS, type Destination } from '../../core/notification.js';

const memberId = z
  .int()
  .positive()
  .transform((id) => id as MemberId);
export const destinationSchema: z.ZodType<Destination> = z.discriminatedUnion('to', [
  z.object({ to: z.literal('member'), member: memberId }),
  z.object({ to: z.literal('group'), group: z.string(), members: z.array(memberId) }),
  z.object({ to: z.literal('channel'), channel: z.enum(CHANNELS) }),
]);

/** A destination as one word. Messages of the same word keep their order. */
export function destinationKey(to: Destination): string {
  switch (to.to) {
    case 'member':
      return `member:${to.member}`;
    case 'group':
      return `group:${to.group}`;
    case 'channel':
      return `channel:${to.channel}`;
    default:
      return to satisfies never;
  }
}
