/** Answers to people who write to the bot, help, and mistyped commands */
export default {
  'command.help': 'What you can do here, as buttons',
  'agenda.message.answer': 'Answer to someone who wrote to the bot',
  'notice.answer': 'Answers to messages that are no commands',
  'greeting.title': 'Hello {name}',
  'greeting.text': 'What would you like to do?',
  'greeting.newcomer': 'Good to have you here. Where shall we start?',
  'greeting.note': 'I answer buttons and commands; what you write here isn’t read. {command} shows everything you can do.',
  'button.help': 'What I can do here',
  'button.run': 'Go',
  'commands.title': 'What you can do here',
  'commands.line': '{command} — {description}',
  'commands.choose': 'Choose from {command}',
  'commands.more-after-induction': 'Once you’ve introduced yourself (/profile edit), there is more.',
  mistyped: 'I don’t know “{typed}”. {count, plural, one {Did you mean this?} other {Did you mean one of these?}}',
  'mistyped-long':
    'What you wrote after it is too long for a button: these run the command without it. To keep it, please send it again with the right command.',
  incomplete: 'To do this, {command} still needs:',
  'incomplete-choose': 'Choose',
  'incomplete-form': 'Fill it in',
  entries: 'What would you like to do with {command}?',
  'words.help': 'commands, menu, start, hello',
} as const;
