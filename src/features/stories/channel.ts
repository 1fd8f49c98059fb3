import { channelForAll } from '../members/public.js';

/** Where stories are published. */
export const storiesChannel = channelForAll('stories', ['stories', 'success-stories', 'قصص', 'چیرۆکەکان'], { welcomes: false });
