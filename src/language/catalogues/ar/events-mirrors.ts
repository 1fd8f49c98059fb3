/** Events in the calendars of platforms */
export default {
  title: '{position}/{count} · {title}',
  where: 'المكان أو الرابط عبر',
  'agenda.job.write': 'كتابة فعالية في تقويم منصة',
  'agenda.job.interest': 'السؤال عمّن تهمّه فعالية',
} as const;
