/** Events in the calendars of platforms */
export default {
  title: '{position}/{count} · {title}',
  where: 'شوێن یان بەستەر بە',
  'agenda.job.write': 'نووسینی چالاکییەک لە ڕۆژژمێری پلاتفۆرمێک',
  'agenda.job.interest': 'پرسین کێ حەزی لە چالاکییەکە',
} as const;
