import type { AgendaId } from '../../core/ids.js';
import type { DeliveryRepository } from '../../ports/agenda.js';
import { PLATFORMS, type Platform } from '../../ports/chat.js';
import { isOf, isOneOfTexts, parse } from '../../sql/columns.js';
import type { Context } from './context.js';
import { destinationSchema } from './destinations.js';
import { conversationColumn } from './json-columns.js';

/**
 * Guesses the platform of deliveries: that of an earlier attempt, of the group's conversation, or of the (first) reader's last
 * activity. Channel posts are left out, because they may go to any platform.
 */
export function deliveryPlatforms({ db, community, traits }: Context): DeliveryRepository['platforms'] {
  const groupsOf = async (groups: readonly string[]): Promise<ReadonlyMap<string, Platform>> => {
    const conversations = db.selectFrom('conversations').select(['key', 'platform']).where('community_id', '=', community);
    const rows = await conversations.where(isOneOfTexts(traits, 'key', groups)).execute();
    return new Map(rows.map(({ key, platform }) => [key, platform]));
  };

  return async (ids, lastUsed) => {
    const deliveries = await db
      .selectFrom('deliveries')
      .select(['agenda_id', 'destination', 'conversation'])
      .where(isOf(community))
      .where(traits.isOneOf('agenda_id', ids))
      .execute();
    const places = deliveries.map(({ agenda_id: id, destination, conversation }) => ({
      id,
      to: destinationSchema.parse(parse(destination)),
      tried: conversation === null ? undefined : conversationColumn.read(conversation).platform,
    }));
    const unknown = places.filter(({ tried }) => tried === undefined).map(({ to }) => to);
    const groups = await groupsOf([...new Set(unknown.flatMap((to) => (to.to === 'group' ? [to.group] : [])))]);
    const readers = unknown.flatMap((to) =>
      to.to === 'member' || to.to === 'room' ? [to.member] : to.to === 'group' ? to.members.slice(0, 1) : [],
    );
    const accounts = await lastUsed([...new Set(readers)]);

    const platforms = new Map<AgendaId, Platform>();
    for (const { id, to, tried } of places) {
      const reader = to.to === 'member' || to.to === 'room' ? to.member : to.to === 'group' ? to.members[0] : undefined;
      const platform =
        tried ??
        (to.to === 'channel' || to.to === 'thread' ? PLATFORMS.find((known) => known === to.platform) : undefined) ??
        (to.to === 'group' ? groups.get(to.group) : undefined) ??
        (reader && accounts.get(reader));
      if (platform !== undefined) platforms.set(id, platform);
    }
    return platforms;
  };
}
