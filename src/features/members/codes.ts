export const ORGANISATION_TYPES = ['local', 'national', 'international'] as const;
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

/** What a member decides about each field of their profile, and who sees it. */
export const PROFILE_FIELDS = ['organisation', 'languages', 'sectors', 'offers', 'wants', 'hours', 'email'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export const VISIBILITIES = ['everyone', 'organisers', 'nobody'] as const;
export type Visibility = (typeof VISIBILITIES)[number];
