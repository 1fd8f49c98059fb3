/** Presence in the voice channel of an event */
export default {
  setting: 'Presence in the voice channel counts',
  'button.voice': 'Voice channel',
  'button.no': 'Don’t count my presence',
  'button.yes': 'Count my presence after all',
  'choose.title': 'Voice channel',
  'choose.text':
    'In which voice channel does “{title}” take place? I’ll make it the link of the event. From then on, members who are in it during a session count as attending. The announcement and the reminders say so, and everyone can say no.',
  'choose.none': 'None',
  'choose.nothing': 'I can’t see any voice channel. Please check that I’m allowed to view it.',
  'choose.more': '{count, plural, one {This is the first channel.} other {These are the first # channels.}}',
  notice:
    'It takes place in a voice channel. If you’re in it, you count as attending: I note for how much of the session, and nothing else. You can say no, too.',
  no: 'I won’t count you in voice channels any more, at any event. If you want me to note that you’re there, type in the code of the session with {command}.',
  yes: 'From now on I count you again when you’re in the voice channel of an event.',
  'error.off':
    'Voice channels aren’t counted here, or this event takes place in a room. You can change both: the first in the settings of events, the second below the event.',
  'error.gone': 'This voice channel isn’t there any more. Please choose another one.',
  'agenda.job.count': 'Counting who was in a voice channel',
} as const;
