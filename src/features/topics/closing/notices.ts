import type { Notice } from '../../../feature-api/index.js';

/** What somebody is told after a topic, as they see it; who is asked for the summary is told as a facilitator. */
export const closingNotices: readonly Notice[] = [
  { name: 'topics.review', label: 'topics-closing.notice.review', choices: ['here', 'off'], default: 'here' },
];
