import type { Notice } from '../../feature-api/index.js';

/** What organisers are told of the platforms, as they see it. */
export const problemsNotices: readonly Notice[] = [
  { name: 'problems.platform', label: 'problems.notice.platform', access: 'organiser', keeps: 'role' },
];
