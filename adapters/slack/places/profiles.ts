import type { InboundEvent, Inbox, JoinEvent } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';

/** A person as Slack tells of them, as far as we look. */
export interface SlackUser {
  readonly id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly tz?: string;
  readonly locale?: string;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

/** What the workspace knows of a person beyond `user`; that alone if Slack does not tell. */
export async function lookUp(api: SlackApi, user: SlackUser): Promise<SlackUser> {
  const { id } = user;
  if (id === undefined) return user;
  try {
    const found = await api.call('reads', 'users.info', (client) => client.users.info({ user: id, include_locale: true }));
    return { ...user, ...(found.user as SlackUser) };
  } catch (error) {
    if (!(error instanceof SlackFailure)) throw error;
    return user;
  }
}

/** A first guess at what we keep of a person. */
export function profileOf(user: SlackUser): JoinEvent['profile'] {
  const language = user.locale?.split(/[-_]/)[0];
  const name = [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name].find((each) => each);
  return {
    name: name ?? user.id ?? '',
    isBot: user.is_bot === true,
    ...(language ? { language } : {}),
    ...(user.tz ? { timezone: user.tz } : {}),
    isAdministrator: isAdministrator(user),
  };
}

/** Owners and administrators of the workspace. A deactivated account is neither. */
export function isAdministrator(user: SlackUser): boolean {
  return user.deleted !== true && (user.is_admin === true || user.is_owner === true);
}

/** An inbox that is told, if it asks, what the workspace knows of who acts. Most have been there long before the bot. */
export function introducing(inbox: Inbox, api: SlackApi): Inbox {
  const withProfile = <E extends InboundEvent>(event: E): E => ({
    ...event,
    profile: async () => profileOf(await lookUp(api, { id: event.from.user })),
  });
  return {
    ...inbox,
    command: (event) => inbox.command(withProfile(event)),
    action: (event) => inbox.action(withProfile(event)),
    form: (event) => inbox.form(withProfile(event)),
  };
}
