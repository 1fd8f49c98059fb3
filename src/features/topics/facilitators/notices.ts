import type { Notice } from '../../../feature-api/index.js';

/** What facilitators and volunteers are told, as they see it. */
export const facilitatorsNotices: readonly Notice[] = [
  { name: 'topics.facilitating', label: 'topics-facilitators.notice.facilitating', keeps: 'asked' },
  { name: 'topics.nudge', label: 'topics-facilitators.notice.nudge', choices: ['here', 'off'], default: 'here' },
];
