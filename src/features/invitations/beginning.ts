import { both, mapLookup } from '../../core/lookup.js';
import type { FirstStep } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { areAtLeast } from '../members/public.js';
import { inviteButton } from './cards/invite.js';
import { BEGUN } from './links.js';

/** Enough people for a community to have begun, where they come without links. */
const FEW = 3;

/** Inviting people, as a first step of whoever begins a community. */
export const beginning: FirstStep = {
  text: phrase('invitations.beginning'),
  command: '/community invite',
  button: inviteButton,
  isDone: (context) =>
    mapLookup(
      both(context.community.noted(BEGUN), areAtLeast(context, { status: 'active', isBot: false }, FEW)),
      ([isBegun, areFew]) => isBegun || areFew,
    ),
};
