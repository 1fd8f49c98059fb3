import type { ChannelPurpose } from '../../ports/chat.js';

/** Where the resource centre tells everybody something: what is asked for. */
export const resourcesChannel = {
  name: 'resources',
  usualNames: ['resources', 'resource-centre', 'الموارد', 'سەرچاوەکان'],
  readers: 'everyone',
  fallback: 'general',
  welcomes: false,
} as const satisfies ChannelPurpose;
