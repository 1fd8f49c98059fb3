/** Events in the letter */
export default {
  title: 'Coming up',
  register: 'See them all and register: {command}',
} as const;
