/** Events: taking an announcement back */
export default {
  'done.still-open':
    'The announcement is taken back. Everyone who registered stays registered, and people can register from the list as before.',
} as const;
