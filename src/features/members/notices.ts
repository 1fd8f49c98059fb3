import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import { choicesOf, NOTICE_CHOICES, type NoticeChoice } from '../../core/notification.js';
import type { Request } from '../../core/request.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import type { Platform } from '../../ports/chat.js';
import { PLATFORMS } from '../../ports/identity.js';
import { concerns, noticePageOf, placeOf } from './rules/notices.js';
import { accountsStore, noticesStore } from './store/index.js';
import type { NoticePage, SwitchState } from './types.js';

/** Everything that the bot tells the asker: the page `wanted`, from 0. */
export async function noticePage(context: Context, { actor, account }: Asker, wanted: number): Promise<NoticePage> {
  const accounts = await accountsStore(context.tx).present(actor.id);
  return noticePageOf(
    context.features.notices,
    {
      member: actor,
      chosen: await noticesStore(context.tx).of(actor.id),
      platforms: accounts.map(({ platform }) => platform),
      here: platformOf(account),
    },
    wanted,
  );
}

/** Who chooses, and where: `here` is the platform of the account that they use. */
type Asker = Pick<Request, 'account'> & { readonly actor: Actor };

/** A choice as a menu carries it. */
export const encodeChoice = (name: string, choice: NoticeChoice): string => `${name}:${choice}`;

/**
 * Keeps what the asker chose in the menu. Returns what holds now. Throws a `NotFoundError` for a notice or a choice that is not
 * offered.
 */
export async function chooseNotice(context: Context, { actor, account }: Asker, [value = '']: readonly string[]): Promise<SwitchState> {
  const [name = '', word] = value.split(':');
  const notice = context.features.notice(name);
  const choice = NOTICE_CHOICES.find((each) => each === word);
  if (!notice || !choice || !choicesOf(notice).choices.includes(choice) || !concerns(notice, actor)) {
    throw new NotFoundError('no such choice', phrase('notices.error.gone', { command: '/profile notifications' }));
  }
  const platform = placeOf(notice, choice, platformOf(account));
  await noticesStore(context.tx).choose(actor.id, { notice: name, choice, platform });
  return { notice, choice, platform };
}

function platformOf({ platform }: Request['account']): Platform | null {
  return PLATFORMS.find((each) => each === platform) ?? null;
}
