import { channelForAll } from '../members/public.js';

/** Where topics are discussed, each in its thread. */
export const topicsChannel = channelForAll('topics', ['topics', 'discussions', 'مواضيع', 'بابەتەکان'], { inThreads: true, welcomes: true });
