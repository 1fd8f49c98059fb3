/** Events in the letter */
export default {
  title: 'Coming up',
  register: 'See them all and register: {command}',
  files: 'Slides of past events',
  get: 'To get them, open the event: {command}',
} as const;
