/** Topics in the letter */
export default {
  summaries: 'What we learned from our topics',
  open: 'What we’re discussing now',
  more: 'All topics and summaries: {command}',
  join: 'Join in, in the topics’ channel.',
} as const;
