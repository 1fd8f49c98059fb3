/** Events: sessions, copies, and what organisers are asked before they save */
export default {
  'crowded.room':
    '{taken, plural, one {One person has} other {# people have}} a place in the room, and there would be {places, plural, one {only one} other {only #}}.',
  'crowded.online':
    '{taken, plural, one {One person has} other {# people have}} a place online, and there would be {places, plural, one {only one} other {only #}}.',
  'crowded.kept': 'Nobody loses their place. Those who wait move up only when there are fewer people than places again.',
  'button.save-anyway': 'Save it anyway',
  'button.change-places': 'Change the numbers',
} as const;
