/** The demo: who one can be. */
export default {
  'persona.organiser': 'Organiser',
  'persona.member': 'Member',
  'persona.newcomer': 'Newcomer',
} as const;
