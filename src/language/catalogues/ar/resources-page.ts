/** صفحات مركز الموارد */
export default {
  title: 'مركز الموارد',
  label: 'البحث',
  find: 'بحث',
  count: '{count, plural, =0 {لا شيء} zero {لا شيء} one {مادة واحدة} two {مادتان} few {# مواد} many {# مادة} other {# مادة}}',
  editions: 'الملفات والروابط',
  all: 'كل المواد',
} as const;
