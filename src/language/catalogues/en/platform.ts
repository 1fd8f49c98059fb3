/** What the agenda calls the tasks and messages about platforms: their kinds begin with this word. */
export default {
  'agenda.job.tell': 'Tell organisers of a problem with a platform',
  'agenda.job.over': 'Tell organisers that a problem with a platform is over',
  'agenda.message.problem': 'News to organisers of a problem with a platform',
  'agenda.message.recovery': 'News to organisers that a problem with a platform is over',
  'agenda.reason.over': 'it is over already',
} as const;
