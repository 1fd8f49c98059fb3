/** After an event: thanks, three questions and ratings */
export default {
  'command.ratings': 'How people found an event',

  notice: 'Thanks and questions after events',

  thread: '“{title}” is over. Thank you to everyone who was there!',

  attended: 'Thank you for being at “{title}”!',

  absent: 'We missed you at “{title}”. If you were there after all, please tell an organiser. We hope to see you next time!',

  ask: 'Three short questions help us make the next one better.',

  saved: 'Thank you! Your answer on “{title}” is saved.',

  'button.feedback': 'Answer',
  'button.change': 'Change my answer',
  'button.no-shows': 'Who missed the last ones?',
  'button.ratings': 'Ratings',

  'form.title': 'How was it?',
  'form.introduction': 'Organisers read the answers without names, once five people have answered.',
  'form.stars': 'How useful was it for you?',
  'form.stars-choice': '{count, plural, one {# star} other {# stars}}',
  'form.useful': 'What was most useful?',
  'form.missing': 'What was missing?',

  'ratings.title': 'How people found it',
  'ratings.answers': '{count, plural, =0 {Nobody has answered yet.} one {One person has answered.} other {# people have answered.}}',
  'ratings.few': 'Stars and words are shown once five people have answered, so that they give nobody away.',
  'ratings.average': 'On average {average, number} of 5 stars ({count, number} answers).',
  'ratings.steps': 'The newest answers are added in groups of five.',

  'no-shows.title': 'Missed in a row',
  'no-shows.none': 'Nobody of those who registered missed the last two events.',
  'no-shows.line': '{name}: {count, plural, one {one event} other {# events}}',
  'no-shows.more': '{count, plural, one {One more.} other {# more.}}',
  'no-shows.hint': 'Counted are events at which someone noted who was there. People may have had good reasons: only you see this.',
  'act.no-shows': 'looked at who missed events in a row',

  'error.not-asked': 'For this event, nobody is asked how it was.',
  'error.not-over': 'It hasn’t taken place yet.',
  'error.too-late': 'That was more than a month ago. Please tell an organiser what you would like to say.',
  'error.not-there': 'Only people who were there are asked. If you were, please ask an organiser to add you to the list.',

  'agenda.job.thank': 'Thanks after an event',
  'agenda.message.thanks': 'Thanks after an event',
} as const;
