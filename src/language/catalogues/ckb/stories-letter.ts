/** چیرۆکەکان لە نامەکەدا */
export default {
  title: 'چیرۆکی سەرکەوتن',
  more: 'چیرۆکی زیاتر بە تەواوی: {command}',
} as const;
