import { type Actor, isAllowed } from '../../../core/access.js';
import { SELECT_OPTIONS_MAX } from '../../../core/message.js';
import { choicesOf, isAnswer, type NoticeChoice } from '../../../core/notification.js';
import type { Notice, NoticePage, NoticeWish, Platform, SwitchState } from '../types.js';

/** The choice that counts: the member's own if it is still offered, and the default otherwise. */
export function stateOf(notice: Notice, wish: NoticeWish | undefined): SwitchState {
  const offered = choicesOf(notice);
  const { choice, platform } = wish && offered.choices.includes(wish.choice) ? wish : { choice: offered.default, platform: null };
  return { notice, choice, platform };
}

/** The platform that a choice names, made on the platform `here`. */
export const placeOf = (notice: Notice, choice: NoticeChoice, here: Platform | null): Platform | null =>
  choice === 'here' && !isAnswer(notice) ? here : null;

/** Whether a notice concerns this member. */
export const concerns = (notice: Notice, member: Pick<Actor, 'role' | 'status'>): boolean => isAllowed(member, notice.access ?? 'anyone');

/**
 * The choices that would change something for a member on the platform `here`. `here` changes nothing where it is chosen and means
 * this platform, or the only one that they have.
 */
export function otherChoices(
  { notice, choice, platform }: SwitchState,
  here: Platform | null,
  platforms: readonly Platform[],
): readonly NoticeChoice[] {
  const isHere =
    choice === 'here' && (isAnswer(notice) || platform === here || (platform === null && platforms.every((each) => each === here)));
  return choicesOf(notice).choices.filter((each) => (each === 'here' ? !isHere : each !== choice));
}

/** Splits a list into pages whose choices fit into one menu. There is at least one page. */
export function pagesOf<T extends { readonly notice: Notice }>(
  states: readonly T[],
  most: number = SELECT_OPTIONS_MAX,
): readonly (readonly T[])[] {
  const pages: T[][] = [[]];
  let taken = 0;
  for (const state of states) {
    const { length } = choicesOf(state.notice).choices;
    if (taken + length > most) {
      pages.push([]);
      taken = 0;
    }
    taken += length;
    pages.at(-1)?.push(state);
  }
  return pages;
}

/** The page `wanted`, from 0, of what the bot tells a member; one that is not there is the last one. */
export function noticePageOf(
  notices: readonly Notice[],
  {
    member,
    chosen,
    platforms,
    here,
  }: {
    readonly member: Pick<Actor, 'role' | 'status'>;
    readonly chosen: readonly (NoticeWish & { readonly notice: string })[];
    readonly platforms: readonly Platform[];
    readonly here: Platform | null;
  },
  wanted: number,
): NoticePage {
  const wishes = new Map(chosen.map((wish) => [wish.notice, wish]));
  const concerning = notices.filter((notice) => concerns(notice, member));
  const all = pagesOf(concerning.map((notice) => stateOf(notice, wishes.get(notice.name))));
  const page = Math.min(wanted, all.length - 1);
  const states = all[page] ?? [];
  return {
    states,
    others: states.flatMap((state) => otherChoices(state, here, platforms).map((choice) => ({ state, choice }))),
    page,
    pages: all.length,
    here,
    elsewhere: platforms.some((platform) => platform !== here),
  };
}
