/** What organisers are told when something between the bot and a platform needs a hand. */
export default {
  title: 'Something needs your hand',
  once: 'I say this once. {command} shows what is still open.',
  open: 'Needs your hand',
  'open-since': '{problem} (since {when})',
} as const;
