/** الموارد في الرسالة */
export default {
  title: 'جديد مركز الموارد',
  'no-sector': 'لجميع القطاعات',
  more: 'للبحث عنها وفتحها: {command}',
  requests: 'ما يبحث عنه الأعضاء',
  help: 'ربما لديك أحد هذه؟ {command}',
} as const;
