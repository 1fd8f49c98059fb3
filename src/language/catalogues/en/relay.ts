/** Carrying the words of people who are on different platforms */
export default {
  'offer.title': 'How you can reach one another',
  'offer.text':
    'You share no platform with {names}, so I can carry your messages to one another until you have exchanged contact details. I do it only for those who say yes, and I keep what you write only until it has arrived.',
  'accepted.text': 'Thank you. I’ll tell you as soon as you can write to {names}.',
  'open.title': 'You can write to one another now',
  'open.text':
    'Press the button and write; I carry it to {names}. Once you have exchanged an address or a number, tell me, and I’ll step aside.',
  'ended.contact': '{name} tells me that you have exchanged contact details. How good! I carry no more messages between you.',
  'ended.stopped': 'I carry no more messages between you and {names}. If you still want to reach one another, please ask an organiser.',
  'word.from': '{name} writes:',
  'word.carried': 'I am carrying it to {names}.',
  'undelivered.title': 'Your message has not arrived',
  'undelivered.stuck':
    'I could not carry your message to {names}. Organisers see that a message is stuck, not what it says, and can have it tried again; I keep it for {days, plural, one {# day} other {# days}}, then I delete it. If it is urgent, please ask an organiser how you can reach one another, or write once more later.',
  'undelivered.expired':
    'I could not carry an earlier message of yours to {names}, and have deleted it now. Please ask an organiser how you can reach one another, or write once more.',
  'undelivered.expired-over':
    'I could not carry an earlier message of yours to {names}, and have deleted it now. Please ask an organiser how you can reach one another.',
  'form.title': 'Write a message',
  'form.text': 'Your message to {names}',
  'form.hint': 'Text only: I can’t carry files. To send one, exchange contact details first.',
  'form.send': 'Send',
  'button.accept': 'Yes, carry our messages',
  'button.decline': 'No, thank you',
  'button.write': 'Write to {name}',
  'button.write-several': 'Write to them',
  'button.contact': 'We exchanged contact details',
  'button.stop': 'Stop carrying',
  'button.reopen': 'Not yet: keep carrying',
  'done.contact': 'Good to hear! I carry no more messages between you.',
  'done.stopped': 'Done. I carry nothing more, and nothing of what was written is kept.',
  'error.not-yours': 'I no longer know this conversation. If you want to reach one another, please ask an organiser.',
  'error.over': 'This conversation is over, so I can’t carry anything. If you still want to reach one another, please ask an organiser.',
  'error.not-open': 'I carry messages only among those who have agreed, and nobody else has answered yet.',
  'error.long': 'This is too long to carry: {length, number} characters, and at most {max, number} fit. Please send it in parts.',
  'error.many': 'That is a lot at once. Please wait a little before the next message; nothing you sent is lost.',

  'agenda.job.check': 'Check whether a carried message has arrived',
  'agenda.message.stuck': 'News that a message could not be carried',
  'agenda.message.expired': 'News that a message was deleted, as nobody could be reached',
  'agenda.message.opened': 'Start of a relay between two platforms',
  'agenda.message.word': 'Message carried by the relay',
  'agenda.message.ended': 'End of a relay',
  'agenda.reason.relay-over': 'the relay is over',
  'agenda.reason.relay-goes-on': 'the relay goes on after all',
  'agenda.reason.expired': 'nobody could be reached within a week',

  'notice.conversation': 'Messages carried between two platforms',
} as const;
