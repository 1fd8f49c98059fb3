import type { Notice } from '../../feature-api/index.js';

/** What invitations tell a person, as they see it. */
export const invitationNotices: readonly Notice[] = [
  { name: 'invitations.link-made', label: 'invitations.notice.link-made', keeps: 'safety' },
  { name: 'invitations.requests', label: 'invitations.notice.requests', access: 'organiser', keeps: 'role' },
];
