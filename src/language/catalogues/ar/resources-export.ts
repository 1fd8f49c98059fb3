/** نتائج البحث في ملفات */
export default {
  button: 'حفظ في ملف …',
  heading: 'حفظ ما وُجد عن «{words}»',
  title: 'الموارد: {words}',
  count: '{count, plural, =0 {لا شيء} zero {لا شيء} one {مادة واحدة} two {مادتان} few {# مواد} many {# مادة} other {# مادة}}',
  files:
    '{count, plural, zero {} one {حجم ملفها {size}.} two {حجم الملفين معًا {size}.} few {حجم # ملفات معًا {size}.} many {حجم # ملفًا معًا {size}.} other {حجم # ملف معًا {size}.}}',
  'left-out':
    '{count, plural, zero {} one {لا يتسع الحفظ لملف واحد فيُترك؛ كلمات أكثر تجد أقل.} two {لا يتسع الحفظ لملفين فيُتركان؛ كلمات أكثر تجد أقل.} few {لا يتسع الحفظ لـ # ملفات فتُترك؛ كلمات أكثر تجد أقل.} many {لا يتسع الحفظ لـ # ملفًا فتُترك؛ كلمات أكثر تجد أقل.} other {لا يتسع الحفظ لـ # ملف فتُترك؛ كلمات أكثر تجد أقل.}}',
  csv: 'قائمة (CSV)',
  html: 'صفحة (HTML)',
  zip: 'مع الملفات (ZIP، ‏{size})',
  done: 'هذا ما وُجد عن «{words}».',
  'column.number': 'الرقم',
  'column.title': 'العنوان',
  'column.summary': 'الفائدة',
  'column.kind': 'النوع',
  'column.sectors': 'القطاعات',
  'column.languages': 'اللغات',
  'column.organisation': 'الجهة',
  'column.published': 'التاريخ',
  'column.sharing': 'ما يُسمح به',
  'column.links': 'الروابط',
  'column.bytes': 'بايت',
} as const;
