/** What surrounds the pages for browsers. */
export default {
  name: 'English',
  languages: 'Read this page in another language',
  'gone.title': 'There is nothing here',
  'gone.text': 'Perhaps the address isn’t complete, or what was here has been taken away. Please ask whoever gave it to you for a new one.',
  'failed.title': 'This page can’t be shown now',
  'failed.text':
    'Something went wrong on our side. Please try again in a few minutes. If it happens again, tell an organiser the reference {reference}.',
  busy: 'Too many pages were opened from here in one minute. Please wait a minute and try again.',
} as const;
