import type { Notice } from '../../../feature-api/index.js';

/** What the plan of a month tells people, as they see it. */
export const planNotices: readonly Notice[] = [
  // The channel tells of a topic when it opens.
  { name: 'topics.supported', label: 'topics-plan.notice.supported', choices: ['here', 'channel', 'off'], default: 'here' },
  { name: 'topics.plan', label: 'topics-plan.notice.plan', access: 'adviser', keeps: 'role' },
  { name: 'topics.organisers', label: 'topics-plan.notice.organisers', access: 'organiser', keeps: 'role' },
];
