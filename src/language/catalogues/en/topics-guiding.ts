/** General questions to start a discussion with */
export default {
  worked: 'What has worked for you, and why do you think it did?',
  tried: 'What have you tried in your organisation, and what came of it?',
  changed: 'What has changed in your work on this over the past year?',
  hard: 'What was the hardest part, and what helped?',
  missing: 'What do you still lack to do this well?',
  surprised: 'What turned out differently from what you expected?',
  advice: 'What would you advise someone who starts tomorrow?',
  'first-step': 'What small first step could any organisation take?',
  together: 'What could we do better together than each of us alone?',
} as const;
