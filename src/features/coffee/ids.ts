import type { Id } from '../../core/ids.js';

export type RoundId = Id<'round'>;
export type MatchId = Id<'match'>;
