import { channelForAll } from '../members/public.js';

/** Where the resource centre tells everybody something: what is asked for. */
export const resourcesChannel = channelForAll('resources', ['resources', 'resource-centre', 'الموارد', 'سەرچاوەکان'], { welcomes: false });
