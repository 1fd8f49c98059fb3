/** Events in the calendars of platforms */
export default {
  title: '{position}/{count} · {title}',
  where: 'See the place or link with',
  'agenda.job.write': 'Writing an event into a platform’s calendar',
  'agenda.job.interest': 'Asking who is interested in an event',
} as const;
