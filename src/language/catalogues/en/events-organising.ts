/** Events: lists of people, messages to some of them, guests */
export default {
  'act.take-list': 'took the list of people of an event as a file',
  'button.sheet': 'Sheet to sign',
  'sheet.name': 'Registrations',
  'sheet.text':
    'A sheet to sign for “{title}”: {count, plural, =0 {nobody has a place so far, and there are empty lines.} one {one person, and empty lines.} other {# people, and empty lines.}}',
  'sheet.print':
    'Open it in a browser and print it; each session begins on a new page. People on paper are people, too: please keep it safe.',
  'sheet.session': 'Session {position}',
  'sheet.number': 'No.',
  'sheet.signature': 'Signature',
  'sheet.note': 'The organisers use this sheet only to know who took part.',
} as const;
