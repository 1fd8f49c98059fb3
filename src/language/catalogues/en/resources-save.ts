/** What members add of messages */
export default {
  title: 'Save to the resource centre',
  button: 'Save it',
  begun: 'This is a draft. You can hand it in as it is, or say more about it first.',
  note: 'You write the title, and an organiser looks at it before others can find it. I keep the link or file for you for a day; the words of the message I don’t keep.',
  'error.gone': 'I don’t keep this any more. Please open the menu of the message once more.',
  'error.unreadable': 'I can’t read this file here. Please add it yourself with /resources add.',
} as const;
