/** Shares of the people who came, once the attendance of an event is complete */
export default {
  setting: 'Attendance: complete after days',
  settings: 'Attendance and files',
  'button.complete': 'Attendance is complete',
  'button.sure': 'Yes, everyone is on the list',
  'ask-title': 'Is everyone who came on the list?',
  marked: '{people, plural, one {One person is marked as there.} other {# people are marked as there.}}',
  ask: 'If so, I show the shares by type of organisation, sector and governorate, and these stay as they are: people you add later count in the totals only. Otherwise two looks would tell what someone is. This can’t be taken back.',
  kept: 'Shares are of the {people, plural, one {one person} other {# people}} on the list when its attendance was complete: {day}. They stay so; later changes count in the totals only.',
  later:
    'Shares by type of organisation, sector and governorate, guests, and women and men are shown once the attendance is complete: when you say so after the end, or {days, plural, one {one day} other {# days}} after it.',
  waiting:
    '{count, plural, one {The shares leave out one event, because its attendance isn’t complete yet.} other {The shares leave out # events, because their attendance isn’t complete yet.}} It is so {days, plural, one {one day} other {# days}} after the end, or when someone says so below the numbers of the event.',
  note: 'Once shown, shares of an event or of a period that is over never change, whoever is added or erased later.',
  'error.not-over': 'The event isn’t over yet. Its attendance is complete after the end at the earliest.',
  'error.nobody': 'Nobody is marked as there yet. Please mark on the list who came.',
  'error.women': 'The attendance of this event is complete, so the numbers of women and men stay as they are.',
} as const;
