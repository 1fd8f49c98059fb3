/** البحث في مركز الموارد */
export default {
  title:
    '{count, plural, =0 {لا شيء عن «{words}»} zero {لا شيء عن «{words}»} one {مادة واحدة عن «{words}»} two {مادتان عن «{words}»} few {# مواد عن «{words}»} many {# مادة عن «{words}»} other {# مادة عن «{words}»}}',
  'phrase-many': 'بحثتُ عن العبارة في أنسب {count} مادة فقط. كلمات أكثر تضيّق البحث.',
  none: 'لا شيء هنا فيه كل هذه الكلمات.',
  unknown: 'لا يوجد هنا قطاع أو نوع أو لغة بهذا الاسم: {names}.',
  quoted: '«{word}»',
  'nothing-asked': 'يُرجى كتابة ما تبحث عنه.',
  similar: 'هل المقصود:',
  help: 'كلمات أقل تجد أكثر. ويمكن أيضًا كتابة "عبارة" أو ‎sector:protection‎ أو ‎lang:ar‎ أو ‎kind:guide‎ أو ‎org:"…"‎.',
  'in.summary': 'في الوصف:',
  'in.organisation': 'في اسم المنظمة:',
  'in.sector': 'في القطاع:',
  'in.kind': 'في النوع:',
  'in.whole': 'في الملف باللغة {language}:',
  'in.page': 'في الصفحة {number} باللغة {language}:',
  'in.slide': 'في الشريحة {number} باللغة {language}:',
  'in.notes': 'في ملاحظات الشريحة {number} باللغة {language}:',
  scanned: 'أحد ملفاتها ممسوح ضوئيًا، فلا يمكن البحث في كلماته.',
  'elsewhere-only': 'لا توجد مادة عن «{words}»، لكن المجتمع توصّل إلى هذا:',
  elsewhere: 'وأيضًا فيما توصّل إليه المجتمع:',
  read: 'قراءة',
} as const;
