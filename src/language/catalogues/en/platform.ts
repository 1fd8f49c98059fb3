/** What the agenda calls the tasks and messages about platforms: their kinds begin with this word. */
export default {
  'agenda.job.tell': 'Tell organisers of a problem with a platform',
  'agenda.message.problem': 'News to organisers of a problem with a platform',
  'agenda.reason.over': 'it is over already',
} as const;
