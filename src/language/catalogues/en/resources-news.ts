/** News of the resource centre, for those who asked for it */
export default {
  'command.subscribe': 'Hear of new resources, at most once a week',
  title: 'New resources',
  offer:
    'Shall I tell you what’s new in the resource centre? At most once a week, on Sunday morning, and only if there is something. You choose the sectors and languages.',
  'is-on': 'You hear of new resources at most once a week, on Sunday morning, and only if there is something:',
  'all-sectors': 'all sectors',
  'all-languages': 'all languages',
  'form.title': 'New resources',
  'form.sectors': 'Sectors',
  'form.languages': 'Languages',
  'form.none': 'None means all.',
  'button.subscribe': 'Yes, choose what',
  'button.change': 'Change what I hear of',
  'button.stop': 'No more of this',
  stopped: 'Done. I no longer tell you what’s new.',
  news: 'New in the resource centre',
  more: '{count, plural, one {And # more: /resources search finds it.} other {And # more: /resources search finds them.}}',
  notice: 'New resources, once a week',
  'agenda.job.week': 'Resources: the weekly news',
  'agenda.message.weekly': 'Weekly news of the resource centre',
} as const;
