/** Hours of events */
export default {
  'error.before':
    'It would end at {end}, before it starts at {start}. Please check both hours. Only what begins in the evening may end after midnight, until 06:00.',
  overnight: 'It ends after midnight: {end}. If that isn’t meant, please change the time.',
  ask: 'It starts on {from} at {start}. Does it end at {end} on the next day, {to}?',
  'ask-kept': 'I’ve kept the draft with what you wrote.',
  'ask-unsaved': 'The time stays as it is until you answer.',
  'ask-first': 'Nothing is announced until you answer.',
  'button.yes': 'Yes, on the next day',
  'button.no': 'No, another time',
  import: 'ends at {end} on the next day',
} as const;
