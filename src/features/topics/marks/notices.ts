import type { Notice } from '../../../feature-api/index.js';

/** What the bot tells a person about what others write. */
export const marksNotices: readonly Notice[] = [
  { name: 'topics.digest', label: 'topics-marks.notice.digest', choices: ['here', 'off'], default: 'here' },
];
