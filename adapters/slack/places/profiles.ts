import { z } from 'zod';
import type { InboundEvent, Inbox, JoinEvent } from '../../../src/ports/chat.js';
import type { SlackApi } from '../connect/client.js';
import { SlackFailure } from '../errors.js';

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** The fields of Slack's user object that we read (docs.slack.dev, "User object"). A field of another kind counts as absent. */
export const userSchema = z
  .object({
    id: text,
    name: text,
    real_name: text,
    is_bot: flag,
    deleted: flag,
    is_admin: flag,
    is_owner: flag,
    tz: text,
    locale: text,
    profile: z.object({ display_name: text, real_name: text }).readonly().optional().catch(undefined),
  })
  .readonly();
export type SlackUser = z.infer<typeof userSchema>;

/**
 * Completes `user` from the workspace; returns it unchanged if Slack does not answer.
 *
 * @throws What is no `SlackFailure`.
 */
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

/** A first guess at the person's name, language and time zone. */
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

/** An inbox whose events can look up the person's profile, because most people joined the workspace before the bot did. */
export function withProfiles(inbox: Inbox, api: SlackApi): Inbox {
  const withProfile = <E extends InboundEvent>(event: E): E => ({
    ...event,
    profile: async () => profileOf(await lookUp(api, { id: event.from.user })),
  });
  return {
    ...inbox,
    command: (event) => inbox.command(withProfile(event)),
    action: (event) => inbox.action(withProfile(event)),
    form: (event) => inbox.form(withProfile(event)),
    message: (event) => inbox.message(withProfile(event)),
  };
}
