/** Where guests register, and where each has their own page. Both stand in links that people keep, so they never change. */
export const INVITATION_PAGE = 'events/invitation';
export const GUEST_PAGE = 'events/guest';
