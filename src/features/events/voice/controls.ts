import { NotFoundError } from '../../../core/errors.js';
import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { defineControls, member, organiser } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { seenId } from '../ids.js';
import { FEATURE } from '../names.js';

// Platforms are asked for their voice channels.
const own = { transaction: 'own' } as const;

/** The voice channel in which an event takes place, and who does not want to be counted there. */
export const voiceControls = defineControls(FEATURE, {
  voice: organiser.button('the voice channels in which an event can take place', seenId, own),
  'voice-set': organiser.menu('menu: the voice channel in which an event takes place, or `none`', SELECT_OPTIONS_MAX, seenId, own),
  'voice-no': member.button('is no longer counted by being in voice channels'),
  'voice-yes': member.button('is counted by being in voice channels again'),
});

export const goneRoom = () => new NotFoundError('no such voice channel', phrase('events-voice.error.gone'));
