/** گەڕان لە ناوەندی سەرچاوەکاندا */
export default {
  title: '{count, plural, =0 {هیچ بۆ «{words}» نەدۆزرایەوە} one {# دانە بۆ «{words}» دۆزرایەوە} other {# دانە بۆ «{words}» دۆزرانەوە}}',
  'title-many': 'باشترین {count} بۆ «{words}»؛ وشەی زیاتر تەسکی دەکاتەوە',
  none: 'هیچ شتێک لێرە هەموو ئەم وشانەی تێدا نییە.',
  'nothing-asked': 'تکایە بنووسە بەدوای چیدا دەگەڕێیت.',
  similar: 'مەبەستت ئەمە بوو:',
  help: 'وشەی کەمتر زیاتر دەدۆزێتەوە. هەروەها دەتوانیت "دەستەواژەیەک"، ‎sector:protection‎، ‎lang:ar‎، ‎kind:guide‎ یان ‎org:"…"‎ بنووسیت.',
  'in.summary': 'لە وەسفەکەدا:',
  'in.whole': 'لە فایلەکەدا ({language}):',
  'in.page': 'لە لاپەڕەی {number} ({language}):',
  'in.slide': 'لە سلایدی {number} ({language}):',
  'in.notes': 'لە تێبینییەکانی سلایدی {number} ({language}):',
  scanned: 'یەکێک لە فایلەکانی سکانە: ناتوانرێت لە وشەکانی ناویدا بگەڕێیت.',
} as const;
