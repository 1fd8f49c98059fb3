import type { Links } from '../ports/links.js';

/** Checks no link, for a bot without the internet or one that is only tried out. */
export const linksOff: Links = { isOn: false, check: async () => ({ state: 'unreachable' }) };
