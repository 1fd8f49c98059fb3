/** چالاکییەکان لە نامەکەدا */
export default {
  title: 'لە ڕێگەدایە',
  register: 'بۆ بینینی هەموویان و ناونووسین: {command}',
} as const;
