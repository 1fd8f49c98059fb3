/** Events: colleagues, questions, selection, messages and lists */
export default {
  'colleague.button': 'Register a colleague',
  'colleague.title': 'Register a colleague',
  'colleague.submit': 'Ask them',
  'colleague.name': 'Your colleague’s name',
  'colleague.hint': 'Somebody of your organisation who is a member here. I ask them first.',
  'colleague.done': 'Thank you! If {name} has not answered yet, I ask them whether they come.',
  'invited.by': '{name} thinks this event is something for you. You are registered only once you say that you come.',
  'invited.by-somebody': 'A colleague thinks this event is something for you. You are registered only once you say that you come.',
  'notice.colleagues': 'A colleague registers you for an event',
  'error.no-organisation': 'I don’t know your organisation yet, so I can’t find your colleagues. You can add it to your profile.',
  'error.no-colleague': 'I don’t find {name} among the members of your organisation.',
  'error.colleagues': 'Several colleagues fit: {names}. Please write the whole name.',
} as const;
