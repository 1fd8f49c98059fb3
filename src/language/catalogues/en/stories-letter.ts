/** Stories in the letter */
export default {
  title: 'Success stories',
  more: 'More stories, in full: {command}',
} as const;
