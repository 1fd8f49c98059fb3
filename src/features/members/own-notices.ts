import type { Notice } from '../../feature-api/index.js';

/** What the members feature tells a person, as they see it. */
export const membersNotices: readonly Notice[] = [
  { name: 'members.joining', label: 'members.notice.joining', keeps: 'needed' },
  { name: 'members.reminder', label: 'members.notice.reminder', choices: ['here', 'off'], default: 'here' },
  { name: 'members.accounts', label: 'members.notice.accounts', keeps: 'safety' },
  { name: 'members.import', label: 'members.notice.import', access: 'organiser', keeps: 'asked' },
  { name: 'members.decisions', label: 'members.notice.decisions', access: 'organiser', keeps: 'role' },
];
