import type { InboundEvent } from '../ports/chat.js';

/** How a transaction learns what the platform knows of somebody new. */
export type Profile = InboundEvent['profile'];

/** Somebody new did something: the platform must be asked about them, which no transaction waits for. */
class ProfileNeeded extends Error {}

/** Whether work failed only because the platform has to be asked about somebody. */
export const isProfileNeeded = (error: unknown): boolean => error instanceof ProfileNeeded;

/**
 * Runs `work`; where it meets somebody new, it is undone and runs again with what the platform knows of them.
 *
 * @throws What `work` throws.
 */
export async function withProfile<T>({ profile }: Pick<InboundEvent, 'profile'>, work: (profile: Profile) => Promise<T>): Promise<T> {
  if (!profile) return work(undefined);
  try {
    return await work(() => Promise.reject(new ProfileNeeded()));
  } catch (error) {
    if (!(error instanceof ProfileNeeded)) throw error;
  }
  const known = await profile();
  return work(async () => known);
}
