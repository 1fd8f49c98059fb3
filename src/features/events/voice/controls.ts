import { NotFoundError } from '../../../core/errors.js';
import { button, defineControls, menu } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { seenId } from '../ids.js';
import { FEATURE } from '../names.js';

const organiser = { access: 'organiser' } as const;
const member = { access: 'member' } as const;
// Platforms are asked for their voice channels.
const own = { id: seenId, transaction: 'own' } as const;

/** The voice channel in which an event takes place, and who does not want to be counted there. */
export const voiceControls = defineControls(FEATURE, {
  voice: button({ ...organiser, ...own, about: 'the voice channels in which an event can take place' }),
  'voice-set': menu({ ...organiser, ...own, about: 'menu: the voice channel in which an event takes place, or `none`' }),
  'voice-no': button({ ...member, about: 'is no longer counted by being in voice channels' }),
  'voice-yes': button({ ...member, about: 'is counted by being in voice channels again' }),
});

export const goneRoom = () => new NotFoundError('no such voice channel', phrase('events-voice.error.gone'));
