/** Open discussions, and what is copied between the spaces */
export default {
  'command.share': 'Whether what you write in discussions is copied into the other spaces',
  'command.open': 'Open a planned topic now; or open its deleted thread anew',
  'command.topic': 'The topic: its number or words of its title',
  'command.mirroring': 'Stop or allow the copying of what one member writes',
  'command.member': 'Who writes',
  'command.what': 'Stop or allow',
  'command.stop': 'Stop',
  'command.allow': 'Allow',

  'button.share': 'Share what I write here',
  'button.share-name': 'Yes, under my name',
  'button.share-organisation': 'Yes, as a member of my organisation',
  'button.share-as-member': 'Yes, as “a member”',
  'button.share-no': 'No',

  'opening.sector': 'Sector: {sector}',
  'opening.for-sector': 'Especially for those who work on this sector: {sector}',
  'opening.question': 'The question',
  'opening.guiding': 'To start with',
  'opening.proposed-by': 'Proposed by {names}',
  'opening.facilitator': '{name} facilitates this discussion. Thank you!',
  'opening.how': 'Everyone is welcome: write in this thread, in the language you like best. Even two sentences about your experience help.',
  'opening.in-other': 'A new topic is open. The discussion is in {language}, and you’re welcome to write in English.',

  'copy.named': '{name} wrote in {language}:',
  'copy.named-of': '{name}, {organisation}, wrote in {language}:',
  'copy.of-organisation': 'A member of {organisation} wrote in {language}:',
  'copy.somebody': 'A member wrote in {language}:',
  'copy.cut': 'There is more; the whole stands where it was written.',
  'copy.left': '{count, plural, one {# file not copied: {names}} other {# files not copied: {names}}}',
  'copy.limit': 'With one message I can copy up to {max, number} MB of files.',
  'copy.file': '{name}, {size, number} MB',
  'copy.files': '{count, plural, one {File: {names}} other {Files: {names}}}',

  'sharing.title': 'May the others read along?',
  'sharing.chosen': 'What you share',
  'sharing.ask':
    'Our community talks in several spaces. May I copy what you write in the threads of topics into the other spaces, so that everyone can read and answer it?',
  'sharing.name': 'I copy what you write in the threads of topics into the other spaces, under your name.',
  'sharing.organisation': 'I copy what you write in the threads of topics into the other spaces, as “a member of {organisation}”.',
  'sharing.member': 'I copy what you write in the threads of topics into the other spaces, as “a member”.',
  'sharing.no': 'I copy nothing of what you write, and I don’t read it. Nobody sees that you chose this.',
  'sharing.withdrawn':
    '{count, plural, one {I’ve erased the words of the contribution that you shared.} other {I’ve erased the words of the # contributions that you shared.}}',
  'sharing.removing': 'I’m removing the copies now. Where I can’t reach a space, I go on trying.',
  'sharing.removing-many':
    'These are many, and some platforms let me remove only so many in a minute: I begin with the newest, and the last ones may take a few minutes more.',
  'sharing.stopped': 'At the moment the organisers have stopped the copying of what you write. They can tell you more.',
  'sharing.off': 'At the moment nothing is copied between the spaces of this community.',
  'sharing.about':
    'It holds for what you write from now on; what you wrote before stays unread. If you say no later, I remove the copies and erase the words. You find this again with /topics share.',

  'open.done': '“{title}” is open. The opening post is on its way.',
  'open.again': '“{title}” is open already. Where its thread was deleted, I open a new one.',
  'lost.anew':
    'Someone deleted the thread of “{title}” ({platform}). I open a new one there, and the discussion goes on. What stood in the old thread is gone there; the other places keep what they have.',
  'lost.once-more':
    'Someone deleted the thread of “{title}” ({platform}) once more, so I leave it closed there. If the discussion shall go on there, use {command}.',
  'lost.channel':
    'Someone deleted the channel of “{title}” ({platform}), or took me out of it. If another channel serves topics there, I open the thread anew in it. If not, choose one in the settings of the community, then use {command}.',
  'lost.locked': 'Someone locked the thread of “{title}” ({platform}), so people can’t write there. If they shall go on, use {command}.',
  'mirroring.stopped': 'What {name} writes is copied no more, and the copies disappear. I don’t tell them.',
  'mirroring.allowed': 'What {name} writes from now on is copied again, if they agree.',

  'settings.title': 'Discussions',
  'settings.mirroring': 'Copy between the spaces what members allow',
  'settings.keep-words': 'Months I keep their words after closing',

  'error.gone': 'This topic doesn’t exist any more.',
  'error.not-planned': 'This topic isn’t planned any more, so I can’t open it.',
  'error.no-title': 'I don’t know a planned or open topic “{text}”.',
  'error.several': 'Several topics have “{text}” in their titles. Please type its number, or more of the title.',

  'act.open': 'Opened a topic',
  'audit.topic': 'Topic {number, number}',
  'agenda.job.open': 'Open a topic',
  'agenda.job.opened-early': 'Tell whose topic was opened early',
  'agenda.job.mend': 'Open missing threads of a topic',
  'agenda.message.thread-lost': 'A thread of a topic was deleted or locked',
  'agenda.job.ask': 'Ask whether others may read along',
  'agenda.job.copies': 'Change or remove copies of contributions',
  'agenda.job.naming': 'Bring resources that a topic names up to date',
  'agenda.message.opening': 'The opening post of a topic',
  'agenda.message.copy': 'A contribution copied from another space',
} as const;
