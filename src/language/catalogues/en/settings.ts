/** Settings: words that the sections of all features share. */
export default {
  'cadence.manual': 'By hand',
  'cadence.week': 'Every week',
  'cadence.two-weeks': 'Every two weeks',
  'cadence.month': 'Every month',
  'cadence.on-week': 'Every {weekday}',
  'cadence.on-two-weeks': 'Every second {weekday}',
  'cadence.on-month': 'Every month, on the {which} {weekday}',
  'cadence.weekday': 'Weekday',
  'cadence.which': 'Which of the month',
  'cadence.which.1': 'first',
  'cadence.which.2': 'second',
  'cadence.which.3': 'third',
  'cadence.which.4': 'fourth',
  'cadence.which.5': 'last',
  'error.value': 'This can’t be set like that. Please check what you filled in and try again.',
} as const;
