/** Resources in the letter */
export default {
  title: 'New in the resource centre',
  'no-sector': 'For all sectors',
  more: 'Find and open them: {command}',
} as const;
