/** Power and internet cuts: on which days */
export default {
  'every-day': 'every day',
  'dates-on': '{dates} ({days} only)',
  span: '{from} to {to}',
  'days-hint': 'Leave all out for every day.',
  dates: 'Only on these dates',
  'dates-hint': 'One date or span a line: 2027-06-14 or 2027-06-14 - 2027-06-18. Empty: every week.',
  'error.date': 'I can’t read “{text}”. Please write dates as year-month-day, one a line: 2027-06-14 or 2027-06-14 - 2027-06-18.',
  'error.many': 'Please write at most {max} dates.',
} as const;
