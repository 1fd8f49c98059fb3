import type { Notice } from '../../../feature-api/index.js';

/** The digest, as members see it. It is planned only for those who asked for it, so it is on until they switch it off here. */
export const marksNotices: readonly Notice[] = [
  { name: 'topics.digest', label: 'topics-marks.notice.digest', choices: ['here', 'off'], default: 'here' },
];
