/** The search of the resource centre */
export default {
  title: '{count, plural, =0 {Nothing found for “{words}”} one {# found for “{words}”} other {# found for “{words}”}}',
  'title-many': 'The newest {count} for “{words}”, the best first; more words narrow it down',
  none: 'Nothing here has all of these words.',
  'nothing-asked': 'Please write what you’re looking for.',
  similar: 'Did you mean:',
  help: 'Fewer words find more. You can also write "a phrase", sector:protection, lang:ar, kind:guide or org:"…".',
  'in.summary': 'In the description:',
  'in.whole': 'In the file ({language}):',
  'in.page': 'On page {number} ({language}):',
  'in.slide': 'On slide {number} ({language}):',
  'in.notes': 'In the notes of slide {number} ({language}):',
  scanned: 'One of its files is a scan: the words inside can’t be searched.',
  'elsewhere-only': 'No resource has “{words}”, but the community has worked this out:',
  elsewhere: 'Also in what the community has worked out:',
  read: 'Read it',
} as const;
