import type { ChatAdapter, Platform } from '../ports/chat.js';
import { takesDirect } from '../ports/people.js';
import type { Platforms } from '../ports/platforms.js';

/** What features may ask about the connected platforms, answered by the adapters. */
export function createPlatforms(adapters: ReadonlyMap<Platform, ChatAdapter>): Platforms {
  const choosable = () => [...adapters.values()].filter(({ capabilities }) => capabilities.fixedChannels !== true);
  return {
    space: (platform) => adapters.get(platform)?.space(),
    haveCommonPlace: (accounts) =>
      [...adapters.values()].some(
        ({ platform, capabilities }) =>
          capabilities.privateGroups && accounts.every((identities) => identities.some((identity) => identity.platform === platform)),
      ),
    mayWriteFirst: ({ platform }) => adapters.get(platform)?.capabilities.unaskedDirectMessages ?? false,
    mayWriteTo(account) {
      const adapter = adapters.get(account.platform);
      return adapter !== undefined && takesDirect(account, adapter.capabilities.unaskedDirectMessages);
    },
    mayRemove: (platform) => adapters.get(platform)?.capabilities.moderation ?? false,
    endsAccounts: (platform) => adapters.get(platform)?.capabilities.ownAccounts ?? false,
    mayWhisper: (platform) => adapters.get(platform)?.whisper !== undefined,
    linkTo: (conversation) => adapters.get(conversation.platform)?.linkTo?.(conversation),
    async archiveGroup(group) {
      await adapters.get(group.platform)?.archiveGroup?.(group);
    },
    async whisper(to, person, message, key) {
      const adapter = adapters.get(to.platform);
      if (adapter?.whisper === undefined) return false;
      return adapter.whisper(to, person, message, { key }).then(
        () => true,
        () => false,
      );
    },
    nativeEvents: () =>
      [...adapters.values()].flatMap(({ platform, events, space }) => {
        const own = space();
        return events === undefined || own === undefined ? [] : [{ platform, space: own, events }];
      }),
    withRooms: () =>
      [...adapters.values()].flatMap(({ platform, rooms, space }) => {
        const own = space();
        return rooms === undefined || own === undefined ? [] : [{ platform, space: own, rooms }];
      }),
    mayLookUp: (platform) => adapters.get(platform)?.profileOf !== undefined,
    async profileOf(person) {
      return adapters
        .get(person.platform)
        ?.profileOf?.(person)
        .catch(() => undefined);
    },
    isAdministrator: async (person) => (await adapters.get(person.platform)?.isAdministrator(person)) ?? false,
    withArchive: () => [...adapters.values()].flatMap(({ platform, archiveGroup }) => (archiveGroup ? [platform] : [])),
    withChannels: () => choosable().map(({ platform }) => platform),
    async checkChannel(platform, purpose, wanted) {
      const adapter = choosable().find((each) => each.platform === platform);
      return adapter ? adapter.checkChannel(purpose, wanted).catch((): 'unknown' => 'unknown') : 'unknown';
    },
    async hasChannel(purpose) {
      for (const adapter of adapters.values()) {
        if (adapter.connected() && (await adapter.channel(purpose).catch(() => undefined)) !== undefined) return true;
      }
      return false;
    },
  };
}
