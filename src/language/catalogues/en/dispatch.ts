/** What the bot says when it cannot take what was asked. */
export default {
  'subcommand-missing': 'What would you like to do? /{command} can be followed by: {known}',
  'subcommand-unknown': '/{command} doesn’t know “{word}”. Try one of: {known}',
  'command-unknown': 'There is no command /{word}. Try one of: {known}',
  'too-many-words': 'I didn’t understand “{word}” after /{command}. Put several words in quotes, or leave it out.',
  'option-missing': '“{option}” is missing. Please add it and send again.',
  'expects-file': '“{option}” should be a file. Please attach it to the command.',
  'expects-text': '“{option}” should be text, not a file.',
  'text-too-long':
    '“{option}” has {length, number} characters; {max, plural, one {at most # is} other {at most # are}} allowed. Please shorten it.',
  'expects-integer': '“{option}” should be a whole number from {min, number} to {max, number}.',
  'expects-choice': '“{option}” should be one of: {choices}. For example: {example}',
  'expects-date': '“{word}” isn’t a date I can read. Please write {option} as year-month-day, for example 2026-12-06.',
  'menu-elsewhere':
    'There is nothing I can do with this message. I can with links and files, and with what people write in the threads that I open.',
  'button-unknown': 'This button is too old to work. Type /community help to see what you can do.',
  'needs-induction': 'Please finish your introduction first: type /profile edit, it takes three minutes.',
  'needs-approval': 'Your organisation still waits for an organiser’s approval. You’ll hear from us as soon as it is there.',
  'needs-adviser': 'This is for the advisory committee and organisers. If you need it, ask an organiser.',
  'needs-organiser': 'This is for organisers. If you need something changed, ask one of them.',
  'budget.commands':
    'That was a lot of commands at once. Please take a short break and try again in {minutes, plural, one {a minute} other {# minutes}}.',
  'budget.clicks':
    'That was a lot of clicks at once. Please take a short break and try again in {minutes, plural, one {a minute} other {# minutes}}.',
  'budget.posts':
    'That was a lot of messages at once. Please take a short break and try again in {minutes, plural, one {a minute} other {# minutes}}.',
  'budget.uploads':
    'That was a lot of files at once. Please take a short break and try again in {minutes, plural, one {a minute} other {# minutes}}.',
  'budget.exports':
    'You have taken several copies in the last hour. You can take the next one in {minutes, plural, one {a minute} other {# minutes}}.',
  'unknown-failure':
    'Sorry, something went wrong on our side, and nothing was changed. Please try again; if it happens again, give an organiser this reference: {reference}',
  earlier: 'This is what I answered earlier; you may have seen it already:',
  'earlier-unreadable': 'One of these answers is damaged, so I can’t show it. Please check that what you asked for was done.',
  'home.title': 'Your place in {name}',
  'home.help': '{command} shows all that you can do.',
} as const;
