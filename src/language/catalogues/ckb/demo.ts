/** نموونەکە: دەتوانیت کێ بیت */
export default {
  'persona.organiser': 'ڕێکخەر',
  'persona.member': 'ئەندام',
  'persona.newcomer': 'ئەندامی نوێ',
} as const;
