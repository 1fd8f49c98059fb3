/** Resources in the letter */
export default {
  title: 'New in the resource centre',
  'no-sector': 'For all sectors',
  more: 'Find and open them: {command}',
  requests: 'What members are looking for',
  help: 'Perhaps you have one of these? {command}',
} as const;
