import type { Notice } from '../../../feature-api/index.js';

/** What people are told about what they proposed. */
export const proposalsNotices: readonly Notice[] = [
  { name: 'topics.proposals', label: 'topics.notice.proposals', choices: ['here', 'off'], default: 'here' },
];
