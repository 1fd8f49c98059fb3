/** Events: who waits for a place and can't be told of it */
export default {
  untold:
    'All places are taken. You’re on the waiting list, but I can’t write to you, so a free place goes to the next person. You keep your turn: allow me to write to you, or come back here and press the button again.',
  'passed-over':
    '{count, plural, one {I can’t write to one of those who wait. A free place passes them by, and they keep their turn.} other {I can’t write to # of those who wait. A free place passes them by, and they keep their turn.}}',
  'agenda.job.told': 'Check that an offered place was told',
} as const;
