/** What organisers are told when something between the bot and a platform needs attention. */
export default {
  title: 'Something needs your attention',
  once: 'I say this only once. {command} shows what is still open.',
  open: 'Needs your attention',
  'open-since': '{problem} (since {when})',
  over: 'Solved',

  'notice.platform': 'Problems with a platform',
} as const;
