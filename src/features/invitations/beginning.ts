import type { Language } from '../../core/language.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { countMembers } from '../members/public.js';
import { isBegun } from './links.js';
import { inviteButton } from './public.js';

/** Enough people for a community to have begun, where they come without links. */
const FEW = 3;

/** Inviting people, as a first step of whoever begins a community. */
export async function beginning(context: Context, language: Language) {
  const done = (await isBegun(context)) || (await countMembers(context, { status: 'active', isBot: false })) >= FEW;
  return { done, text: phrase('invitations.beginning'), button: inviteButton(language) };
}
