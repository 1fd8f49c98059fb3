/** Events in people's own calendars */
export default {
  'command.calendar': 'The events you go to, for your own calendar',
  name: 'Community events',
  title: 'Your events for your calendar',
  none: 'You have not said yet that you come to an event. {command} shows what is coming up.',
  all: '{count, plural, one {Open the file to put this event into your calendar.} other {Open the file to put these # events into your calendar.}}',
  file: 'Open the file to put it into your calendar, or choose yours here:',
  again: 'If the time changes, take the file again: it replaces the entry that you have.',
  cancelled: 'It was called off. Open the file to cross it out in your calendar.',
  'where-later': 'You see the place or the link one day before it begins, where you registered. Take the file again then.',
  'button.add': 'Add to my calendar',
  'button.google': 'Google Calendar',
  'button.outlook': 'Outlook',
};
