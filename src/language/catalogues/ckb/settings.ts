/** Settings: words that the sections of all features share. */
export default {
  'cadence.manual': 'بە دەستی',
  'cadence.week': 'هەموو هەفتەیەک',
  'cadence.two-weeks': 'هەر دوو هەفتە جارێک',
  'cadence.month': 'هەموو مانگێک',
  'cadence.on-week': 'هەموو {weekday}',
  'cadence.on-two-weeks': 'هەر دوو هەفتە جارێک، {weekday}',
  'cadence.on-month': '{which} {weekday}ی مانگ',
  'cadence.weekday': 'ڕۆژی هەفتە',
  'cadence.which': 'کامیان لە مانگەکەدا',
  'cadence.which.1': 'یەکەم',
  'cadence.which.2': 'دووەم',
  'cadence.which.3': 'سێیەم',
  'cadence.which.4': 'چوارەم',
  'cadence.which.5': 'دوایین',
  'error.value': 'ناتوانرێت بەم شێوەیە دابنرێت. تکایە ئەوەی نووسیوتە بپشکنە و دووبارە هەوڵ بدەرەوە.',
} as const;
