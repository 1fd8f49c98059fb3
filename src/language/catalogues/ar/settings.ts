/** Settings: words that the sections of all features share. */
export default {
  'cadence.manual': 'يدويًا',
  'cadence.week': 'كل أسبوع',
  'cadence.two-weeks': 'كل أسبوعين',
  'cadence.month': 'كل شهر',
  'cadence.on-week': 'أسبوعيًا، يوم {weekday}',
  'cadence.on-two-weeks': 'كل أسبوعين، يوم {weekday}',
  'cadence.on-month': 'يوم {weekday} {which} من الشهر',
  'cadence.weekday': 'يوم الأسبوع',
  'cadence.which': 'ترتيبه في الشهر',
  'cadence.which.1': 'الأول',
  'cadence.which.2': 'الثاني',
  'cadence.which.3': 'الثالث',
  'cadence.which.4': 'الرابع',
  'cadence.which.5': 'الأخير',
  'error.value': 'لا يمكن ضبط هذه القيمة. يُرجى التحقق مما كُتب والمحاولة من جديد.',
} as const;
