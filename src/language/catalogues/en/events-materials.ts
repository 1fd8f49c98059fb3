/** Events: slides and recordings */
export default {
  'command.slides': 'Give slides and files of an event, and see how many they reached',

  'kind.slides': 'Slides',
  'kind.recording': 'Recording',

  'button.give': 'Give a link',
  'button.show': 'Open the event',

  'form.title': 'Slides and recording',
  'form.introduction': 'Everyone who registered finds the links in the event. Those who asked for messages get them after the event.',
  'form.slides': 'Links to the slides',
  'form.slides-hint': 'One in each line. Please make sure that others can open them.',
  'form.recording': 'Link to the recording',
  'form.recording-hint': 'Please share only what everyone in it agreed to.',
  'form.not-recorded': 'Nobody was asked whether they agree to be recorded, so there can be no recording.',

  'asked.before': 'You speak at “{title}” in three days. Could you share your slides? A file or a link is enough.',
  'asked.after': 'Thank you for speaking at “{title}”! Participants ask for the slides. Could you share them? A file or a link is enough.',
  'asked.who': 'Only people who registered get them, unless you say otherwise.',
  missing: 'There are still no slides of “{title}”. I’ve asked the speakers twice. Perhaps you could talk to them?',

  saved: 'Saved for “{title}”:',
  'saved-none': 'There are no links for “{title}” any more.',
  'who-now': 'Everyone who registered finds them in the event. In ten minutes I send new ones to those who asked for messages.',
  'who-later': 'Everyone who registered finds them in the event. After it, I send them to those who asked for messages.',

  there: 'There is something new of “{title}”: slides or a recording. Everyone who registered finds it in the event.',
  given: 'Here is what was promised at “{title}”:',
  'given-absent': 'You couldn’t be at “{title}”. Now you can watch it:',
  'with-thanks': 'Here is the material:',
  'for-absent': 'You can still watch it:',

  'error.not-giver': 'Only organisers, hosts, facilitators and speakers give the slides of an event.',
  'error.not-recorded': 'Nobody was asked whether they agree to be recorded. Without that, please share no recording.',
  'error.link': 'This is no link that others can open. Please copy the whole address, for example https://example.org/slides.',
  'error.many': 'At most {max} links, please.',

  notice: 'Questions for your slides',
  act: 'changed the slides or the recording of an event',
  'agenda.job.ask': 'Question for the slides of an event',
  'agenda.job.tell': 'News of slides or a recording',
  'agenda.message.asked': 'Question for the slides of an event',
  'agenda.message.missing': 'News that an event has no slides',
  'agenda.message.given': 'News of slides or a recording',
} as const;
