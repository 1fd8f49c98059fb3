import { channelForAll } from '../members/public.js';

/** Where events are announced, each with a thread for its reminders and for what people ask. */
export const eventsChannel = channelForAll('events', ['events', 'webinars', 'فعاليات', 'چالاکییەکان'], {
  inThreads: true,
  welcomes: false,
});
