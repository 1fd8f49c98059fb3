import type { Identity } from './identity.js';

/** Somebody joined the space. The platform's profile is only a first guess. */
export interface JoinEvent {
  readonly eventId: string;
  readonly from: Identity;
  readonly profile: {
    readonly name: string;
    readonly isBot: boolean;
    readonly language?: string;
    readonly timezone?: string;
    readonly isAdministrator?: boolean;
  };
}

export interface LeaveEvent {
  readonly eventId: string;
  readonly from: Identity;
}
