/** The pages of the resource centre */
export default {
  title: 'The resource centre',
  label: 'Search',
  find: 'Search',
  count: '{count, plural, =0 {Nothing found} one {# resource} other {# resources}}',
  editions: 'Files and links',
  all: 'All resources',
} as const;
