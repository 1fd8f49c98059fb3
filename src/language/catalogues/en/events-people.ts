/** Events: hosts, speakers, facilitators and note-takers */
export default {
  'role.host': 'Host',
  'role.speaker': 'Speaker',
  'role.facilitator': 'Facilitator',
  'role.note-taker': 'Note-taker',
  'fact.host': '{count, plural, one {Host} other {Hosts}}',
  'fact.speaker': '{count, plural, one {Speaker} other {Speakers}}',
  'fact.facilitator': '{count, plural, one {Facilitator} other {Facilitators}}',
  'fact.note-taker': '{count, plural, one {Note-taker} other {Note-takers}}',
  'not-agreed': 'hasn’t agreed yet',

  'list.none': 'Nobody hosts this event or speaks there so far.',
  'list.not-agreed': 'Members are named to others only once they agree.',

  'button.people': 'Hosts and speakers',
  'button.add': 'Add a member',
  'button.guest': 'Add a guest',
  'button.remove': 'Remove someone',
  'button.other': 'Choose someone else',
  'button.yes': 'Yes, gladly',
  'button.no': 'No, thank you',
  'button.no-longer': 'I can’t after all',

  'form.add-title': 'A member who takes part',
  'form.add-submit': 'Ask them',
  'form.guest-title': 'A guest who takes part',
  'form.role': 'Part',
  'form.name': 'Name',
  'form.name-hint': 'The member’s name. I ask them, and name them only once they agree.',
  'form.guest-name': 'Name',
  'form.about': 'Who they are',
  'form.about-hint': 'For example: their organisation. Everyone reads it.',

  asked: 'Would you take part in “{title}”? Your part would be: {role}.',
  ask: 'You are asked to take part in this event. Your part would be: {role}.',
  'ask-hint': 'Only organisers know of it so far. If you agree, everyone reads your name in the announcement and in calendars.',
  own: 'Your part in this event: {role}. Everyone can read your name there.',

  'done.added': 'I ask {name}, who is named only after agreeing.',
  'done.added-self': 'Added. You are named once you agree.',
  'done.guest': 'From now on, {name} is named in the announcement.',
  'done.yes': 'Thank you! Everyone can now read your name in “{title}”.',
  'done.no': 'Thank you for telling me. The organisers hear that you can’t take part in “{title}”.',

  refused: '{name} can’t take part in “{title}”. The part is free again: {role}.',
  gone: 'Someone with a part in “{title}” has left the community. The part is free again: {role}.',

  'error.already': 'This person has that part already.',
  'error.many': 'An event has at most {max} hosts, speakers and others. Please remove someone first.',
  'error.gone': 'This has changed since. Please open the event again.',

  notice: 'You’re asked to host an event or speak there',
  act: 'changed who hosts an event or speaks there',
  'agenda.message.asked': 'Asking someone to take part in an event',
  'agenda.message.refused': 'News that someone can’t take part in an event',
  'agenda.message.gone': 'News that someone with a part in an event is gone',
} as const;
