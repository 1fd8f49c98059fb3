/** ئەوەی ڕۆبۆتەکە بۆ ڕێکوپێکی دەیکات */
export default {
  'agenda.job': 'ڕێکوپێککردن',
} as const;
