import type { Notice } from '../../feature-api/index.js';

/** What coffee tells a person, as they see it. */
export const coffeeNotices: readonly Notice[] = [
  { name: 'coffee.invitation', label: 'coffee.notice.invitation', choices: ['here', 'channel', 'off'], default: 'here' },
  { name: 'coffee.match', label: 'coffee.notice.match', keeps: 'needed' },
  { name: 'coffee.no-match', label: 'coffee.notice.no-match', choices: ['here', 'off'], default: 'here' },
  { name: 'coffee.nudge', label: 'coffee.notice.nudge', choices: ['here', 'off'], default: 'here' },
  { name: 'coffee.check-in', label: 'coffee.notice.check-in', choices: ['here', 'off'], default: 'here' },
  { name: 'coffee.pause', label: 'coffee.notice.pause', keeps: 'needed' },
  { name: 'coffee.organisers', label: 'coffee.notice.organisers', access: 'organiser', keeps: 'role' },
];
