/** تسميات المهام والرسائل المتعلقة بالمنصّات في جدول الأعمال */
export default {
  'agenda.job.tell': 'إبلاغ المنسّقين بمشكلة في منصّة',
  'agenda.job.over': 'إبلاغ المنسّقين بانتهاء مشكلة في منصّة',
  'agenda.message.problem': 'تنبيه إلى المنسّقين بمشكلة في منصّة',
  'agenda.message.recovery': 'تنبيه إلى المنسّقين بانتهاء مشكلة في منصّة',
  'agenda.reason.over': 'انتهى الأمر',
} as const;
