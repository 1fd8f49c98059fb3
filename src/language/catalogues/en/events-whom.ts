/** Events: whom a message of organisers reaches */
export default {
  unasked:
    '{count, plural, one {One more person it is for hasn’t answered. They didn’t ask for private messages about events, so I don’t write to them.} other {# more people it is for haven’t answered. They didn’t ask for private messages about events, so I don’t write to them.}}',
  later:
    '{count, plural, one {I can’t write to one of them first: they read it when they use me next.} other {I can’t write to # of them first: they read it when they use me next.}}',
  notice: 'Organisers ask if you’ll come to an event',
} as const;
