import { choicesOf, type NoticeChoice } from '../core/notification.js';
import type { Context } from '../feature-api/index.js';
import type { Notification } from '../feature-api/notification.js';
import type { NoticeWish } from '../ports/people.js';

/** A notice that a person may switch on and off. */
export interface Switch {
  readonly name: string;
  readonly choices: readonly NoticeChoice[];
  readonly default: NoticeChoice;
  /** Where it is switched off, its messages wait until their reader looks. */
  readonly keeps: boolean;
}

/** The switch that this message belongs to; undefined for messages that are posted. */
export function switchOf({ features }: Pick<Context, 'features'>, { notice }: Pick<Notification, 'notice'>): Switch | undefined {
  const found = features.notice(notice);
  return found ? { name: found.name, ...choicesOf(found), keeps: 'keeps' in found } : undefined;
}

/** Whether a person wants to be told privately, and where if they said so. A choice that the switch no longer offers counts as none. */
export function placeWanted(of: Switch | undefined, wish: NoticeWish | undefined): { readonly platform?: string } | undefined {
  if (of === undefined) return {};
  const valid = wish !== undefined && of.choices.includes(wish.choice) ? wish : undefined;
  if ((valid?.choice ?? of.default) !== 'here') return undefined;
  return valid?.platform == null ? {} : { platform: valid.platform };
}
