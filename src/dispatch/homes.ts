import type { MemberId } from '../core/ids.js';
import type { ChatAdapter, Identity, InboundEvent, Inbox, Platform } from '../ports/chat.js';
import type { Logger } from '../ports/logger.js';
import type { People } from '../ports/people.js';

/** Pages of members' own next steps, wherever a platform has them. Nobody waits for them, and neither call throws. */
export interface Homes {
  /** Something of these members changed, by whatever account. */
  changed(members: readonly MemberId[]): void;
  /** An inbox that tells who did something, once it is done. */
  after(inbox: Inbox): Inbox;
}

export function createHomes({
  adapters,
  people,
  logger,
}: {
  readonly adapters: ReadonlyMap<Platform, ChatAdapter>;
  readonly people: Pick<People, 'findByAccount' | 'accounts'>;
  readonly logger: Logger;
}): Homes {
  const isAnyOpen = (): boolean => [...adapters.values()].some(({ home }) => home !== undefined && home.opened() > 0);

  const show = async (accounts: readonly Identity[]): Promise<void> => {
    for (const account of accounts) await adapters.get(account.platform)?.home?.changed(account);
  };
  const inBackground = (work: () => Promise<void>): void => {
    if (!isAnyOpen()) return;
    work().catch((error: unknown) => logger.warn({ error }, 'a home page could not be shown anew'));
  };
  const did = (person: Identity): void =>
    inBackground(async () => {
      const member = await people.findByAccount(person);
      // Who has just been forgotten has a page still.
      await show(member ? await people.accounts(member.id) : [person]);
    });
  const telling =
    <E extends InboundEvent, R>(handle: (event: E) => Promise<R>) =>
    async (event: E): Promise<R> => {
      const reply = await handle(event);
      did(event.from);
      return reply;
    };

  return {
    changed: (ids) =>
      inBackground(async () => {
        for (const id of ids) await show(await people.accounts(id));
      }),
    after: (inbox) => ({ ...inbox, command: telling(inbox.command), action: telling(inbox.action), form: telling(inbox.form) }),
  };
}
