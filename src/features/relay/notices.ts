import type { Notice } from '../../feature-api/index.js';

/** What the relay tells a person, as they see it: the conversation that they asked for. */
export const relayNotices: readonly Notice[] = [{ name: 'relay.conversation', label: 'relay.notice.conversation', keeps: 'asked' }];
