/**
 * What features may need of platforms besides what the bot always asks for. Adapters know which rights that means; none asks for
 * one that no setting needs.
 */
export const PLATFORM_NEEDS = ['read-thread-text', 'thread-reactions', 'voice-presence'] as const;
export type PlatformNeedName = (typeof PLATFORM_NEEDS)[number];

/** A need, and the setting that asks for it. */
export interface PlatformNeed {
  readonly need: PlatformNeedName;
  /** Where a platform refuses the need, the section `section` is changed by `undo`, so that the setting asks for it no more. */
  readonly setting?: { readonly section: string; readonly undo: Readonly<Record<string, unknown>> };
}

/** The names of needs without repeats, in the order of `PLATFORM_NEEDS`. */
export function namesOf(needs: readonly Pick<PlatformNeed, 'need'>[]): readonly PlatformNeedName[] {
  return PLATFORM_NEEDS.filter((name) => needs.some(({ need }) => need === name));
}
