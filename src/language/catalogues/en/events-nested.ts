/** Reports of events: groups of a period */
export default {
  'rows.types':
    'attendance of {count, plural, one {one event that shows groups} other {# events that show groups}}, each person once for each event, by the organisation for which they registered',
  'rows.kinds': 'attendance, each person once for each event that shows the group; an organisation may have several',
  rest: 'In groups too small to show',
  'participants-by': '{participants}. Of those at each event: {shares}',
  'so-far': '{participants}. Of the {people, plural, one {one} other {#}} who came up to {day}: {shares}',
  'up-to': '{title}, up to {day}',
  chart: 'Attendance of each event by type of organisation, {period}',
  note: 'A month, quarter or year that is over, and a year up to its last full quarter, counts each person once, if that tells of no small group. For other days I add up what each event shows: then two reports side by side tell nothing more.',
} as const;
