/** النسخة التجريبية: من يمكن أن تكون */
export default {
  'persona.organiser': 'منسّقة المجتمع',
  'persona.member': 'عضو',
  'persona.newcomer': 'عضو جديد',
} as const;
