/** الموارد في الرسالة */
export default {
  title: 'جديد مركز الموارد',
  'no-sector': 'لجميع القطاعات',
  more: 'للبحث عنها وفتحها: {command}',
} as const;
