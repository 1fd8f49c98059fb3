import type { ChannelPurpose } from '../../ports/chat.js';

/** Where events are announced, each with a thread for its reminders and for what people ask. */
export const eventsChannel = {
  name: 'events',
  usualNames: ['events', 'webinars', 'فعاليات', 'چالاکییەکان'],
  readers: 'everyone',
  inThreads: true,
  fallback: 'general',
  welcomes: false,
} as const satisfies ChannelPurpose;
