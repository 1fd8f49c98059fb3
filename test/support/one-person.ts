import type { MemberId } from '../../src/core/ids.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { mergeMembers } from '../../src/features/members/merge.js';
import type { TestStore } from './store.js';

/** Erases a person with the hooks of all features, as `/profile forget` does. */
export function erase(store: Pick<TestStore, 'transaction'>, member: MemberId): Promise<void> {
  return store.transaction((context) => eraseMember(context, member));
}

/** Makes two rows one with the hooks of all features. Throws an `Error` if another row stays than `into`. */
export function merge(store: Pick<TestStore, 'transaction'>, from: MemberId, into: MemberId): Promise<void> {
  return store.transaction(async (context) => {
    const { id } = await mergeMembers(context, from, into);
    if (id !== into) throw new Error(`the row of member ${id} stays instead of ${into}`);
  });
}
