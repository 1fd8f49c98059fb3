import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { CHANNELS, type Channel, type Destination } from '../../core/notification.js';

const memberId = z
  .int()
  .positive()
  .transform((id) => id as MemberId);
const toChannel = z
  .object({ to: z.literal('channel'), channel: z.enum(CHANNELS), platform: z.string().optional() })
  .transform(({ platform, ...to }): { readonly to: 'channel'; readonly channel: Channel; readonly platform?: string } => ({
    ...to,
    ...(platform !== undefined && { platform }),
  }));
export const destinationSchema: z.ZodType<Destination> = z.discriminatedUnion('to', [
  z.object({ to: z.literal('member'), member: memberId }),
  z.object({ to: z.literal('group'), group: z.string(), members: z.array(memberId) }),
  z.object({ to: z.literal('room'), room: z.string(), member: memberId }),
  toChannel,
]);

/** A destination as one word. Messages of the same word keep their order. */
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
    default:
      return to satisfies never;
  }
}
