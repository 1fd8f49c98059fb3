/** ما يفعله البوت للترتيب */
export default {
  'agenda.job': 'ترتيب داخلي',
} as const;
