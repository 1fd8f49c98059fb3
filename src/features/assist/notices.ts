import type { Notice } from '../../feature-api/index.js';

/** What a person is told because they wrote to the bot. */
export const assistNotices: readonly Notice[] = [
  { name: 'assist.answer', label: 'assist.notice.answer', choices: ['here', 'off'], default: 'here', answers: true },
];
