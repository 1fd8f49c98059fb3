/** What the bot does to keep tidy. */
export default {
  'agenda.job': 'Tidy up',
} as const;
