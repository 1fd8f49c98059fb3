/** لاپەڕەکانی ناوەندی سەرچاوەکان */
export default {
  title: 'ناوەندی سەرچاوەکان',
  label: 'گەڕان',
  find: 'بگەڕێ',
  count: '{count, plural, =0 {هیچ نەدۆزرایەوە} one {# سەرچاوە} other {# سەرچاوە}}',
  editions: 'فایل و بەستەرەکان',
  all: 'هەموو سەرچاوەکان',
} as const;
